package org.heliograph.uptime.appearance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.heliograph.uptime.page.Appearance;

/**
 * A picture that was sent as the logo of a page. What it is follows from its own bytes, and not from what its sender says.
 *
 * @param format the ending of its name, a key of {@link #TYPES}
 */
record LogoFile(String format, int width, int height, byte[] content) {
    /** Content types by the ending of the name. */
    static final Map<String, String> TYPES =
            Map.of("png", "image/png", "jpg", "image/jpeg", "gif", "image/gif", "webp", "image/webp");

    /** The names of logos. */
    static final Pattern NAME = Pattern.compile("[0-9a-f]{32}\\.(png|jpg|gif|webp)");

    /** Leaves room in a body, which has 256 KiB at most. */
    static final int LARGEST_KIB = 128;

    static final int MOST_PIXELS = 2000;

    private static final int KIBIBYTE = 1024;
    private static final int NAME_DIGITS = 32;

    /**
     * @param base64 the content of the file
     * @throws IllegalArgumentException whose message continues a sentence that begins with {@code logo}
     */
    static LogoFile parse(String base64) {
        byte[] content;
        try {
            content = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("must be a picture in Base64", malformed);
        }
        if (content.length > LARGEST_KIB * KIBIBYTE) {
            throw new IllegalArgumentException("may have " + LARGEST_KIB + " KiB at most");
        }
        LogoFile file = PictureHeader.read(content)
                .map(header -> new LogoFile(header.format(), header.width(), header.height(), content))
                .orElseThrow(() -> new IllegalArgumentException(
                        isMarkup(content)
                                ? "must not be SVG, which can contain scripts; export it as PNG or WebP"
                                : "must be a PNG, JPEG, WebP or GIF picture"));
        if (file.width < 1 || file.height < 1 || file.width > MOST_PIXELS || file.height > MOST_PIXELS) {
            throw new IllegalArgumentException("may be " + MOST_PIXELS + " pixels wide and high at most, this is "
                    + file.width + " by " + file.height);
        }
        return file;
    }

    private static boolean isMarkup(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, KIBIBYTE), StandardCharsets.UTF_8);
        return start.replace("\uFEFF", "").stripLeading().startsWith("<");
    }

    /** What a page knows of it. */
    Appearance.Logo logo() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            String name = HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
            return new Appearance.Logo(name + '.' + format, width, height);
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java has SHA-256", missing);
        }
    }
}
