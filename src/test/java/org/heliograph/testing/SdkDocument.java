package org.heliograph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of docs/sdk.md, each a block of code with the name of its file. */
public final class SdkDocument {
    private SdkDocument() {}

    /** @throws AssertionError when the document has no such example */
    public static String example(String file) {
        try {
            String text = Files.readString(Path.of("docs/sdk.md"));
            Matcher block = Pattern.compile("(?ms)^```\\w+ " + Pattern.quote(file) + "\n(.*?)^```$")
                    .matcher(text);
            if (!block.find()) {
                throw new AssertionError("docs/sdk.md has no example " + file);
            }
            return block.group(1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
