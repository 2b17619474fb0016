package org.heliograph.operations;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which version runs: what the build wrote into the WAR. */
final class Version {
    private static final String WRITTEN_BY_THE_BUILD = "/META-INF/maven/org.heliograph/heliograph/pom.properties";

    private Version() {}

    static String of(ServletContext application) {
        try (InputStream stream = application.getResourceAsStream(WRITTEN_BY_THE_BUILD)) {
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
