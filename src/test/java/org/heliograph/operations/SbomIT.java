package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The bill of materials in the WAR. Maven makes none without a network. */
class SbomIT {
    private static final String ENTRY = "META-INF/sbom/heliograph.cdx.json";
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib/(.+)-(\\d[^/]*)\\.jar");

    @Test
    void listsExactlyTheLibrariesOfTheWar() throws IOException {
        try (JarFile war = new JarFile(System.getProperty("heliograph.war"))) {
            ZipEntry entry = war.getEntry(ENTRY);
            boolean offline = "offline=true".equals(System.getProperty("heliograph.build"));
            assumeThat(offline && entry == null).as("an offline build").isFalse();
            assertThat(entry).as(ENTRY).isNotNull();

            JsonObject sbom;
            try (JsonReader reader = Json.createReader(war.getInputStream(entry))) {
                sbom = reader.readObject();
            }
            Set<String> listed = new TreeSet<>();
            sbom.getJsonArray("components").getValuesAs(JsonObject.class).forEach(component -> {
                listed.add(component.getString("name") + " " + component.getString("version"));
                assertThat(component.getJsonArray("hashes")).isNotEmpty();
            });
            Set<String> contained = new TreeSet<>();
            war.stream()
                    .map(ZipEntry::getName)
                    .map(LIBRARY::matcher)
                    .filter(Matcher::matches)
                    .forEach(library -> contained.add(library.group(1) + " " + library.group(2)));

            assertThat(sbom.getString("bomFormat")).isEqualTo("CycloneDX");
            assertThat(sbom.getJsonObject("metadata").getJsonObject("component").getString("name"))
                    .isEqualTo("heliograph");
            assertThat(listed).isEqualTo(contained);
            assertThat(contained).hasSizeGreaterThan(4);
        }
    }
}
