package org.heliograph.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this application, as its build wrote it. */
public final class ProductVersion {
    private static final String FILE = "/heliograph.properties";

    private ProductVersion() {}

    /** Such as {@code 1.2.0}; {@code unknown} outside of a build. */
    public static String text() {
        try (InputStream stream = ProductVersion.class.getResourceAsStream(FILE)) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
