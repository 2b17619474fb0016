package org.heliograph.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces each {@code @import} of a style sheet by the sheet that it names, so that a page loads one file and not one after the other.
 * Sheets contain no relative URLs.
 */
final class StyleSheets {
    private static final Pattern IMPORT = Pattern.compile("(?m)^@import \"([^\"]+)\";$");

    private final Map<String, byte[]> files;

    StyleSheets(Map<String, byte[]> files) {
        this.files = files;
    }

    byte[] inline(String path) {
        return text(path).getBytes(StandardCharsets.UTF_8);
    }

    private String text(String path) {
        byte[] sheet = files.get(path);
        if (sheet == null) {
            throw new IllegalStateException("A style sheet is missing: " + path);
        }
        Matcher imports = IMPORT.matcher(new String(sheet, StandardCharsets.UTF_8));
        return imports.replaceAll(one -> Matcher.quoteReplacement(text(AssetPath.resolve(path, one.group(1)))));
    }
}
