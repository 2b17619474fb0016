package org.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documented table of settings matches the code. */
class SettingsDocumentTest {
    @Test
    void documentsEverySetting() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/settings.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Settings.all().stream().map(SettingsDocumentTest::row).toList());
    }

    @Test
    void acceptsEveryDefaultValue() {
        assertThat(Settings.all())
                .filteredOn(setting -> !setting.defaultValue().isEmpty())
                .allSatisfy(setting ->
                        assertThat(setting.parse(setting.defaultValue())).isNotNull());
    }

    private static String row(Setting<?> setting) {
        String names = Stream.concat(Stream.of(setting.name()), setting.aliases().stream())
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        String defaultValue = setting.defaultValue().isEmpty() ? "–" : "`" + setting.defaultValue() + "`";
        return "| " + names + " | " + defaultValue + " | " + setting.form() + " | " + setting.meaning() + " |";
    }
}
