package org.heliograph.uptime.appearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AccentColorTest {
    private static final Pattern SHADE = Pattern.compile("the nearest shade that has it is (#[0-9a-f]{6})$");

    @Test
    void contrastIsThatOfWcag() {
        assertThat(AccentColor.contrast(0x000000, 0xffffff)).isEqualTo(21, within(0.001));
        assertThat(AccentColor.contrast(0x777777, 0xffffff)).isEqualTo(4.48, within(0.01));
        assertThat(AccentColor.contrast(0xabcdef, 0xabcdef)).isEqualTo(1, within(0.001));
    }

    @Test
    void legibleColoursPass() {
        assertThat(AccentColor.LIGHT.problem("#0f5f7d")).isEmpty();
        assertThat(AccentColor.DARK.problem("#7cc7e3")).isEmpty();
    }

    @Test
    void othersAreRefusedWithAShadeThatPasses() {
        String onLight = AccentColor.LIGHT.problem("#FFCC00").orElseThrow();
        String onDark = AccentColor.DARK.problem("#330000").orElseThrow();

        assertThat(onLight).startsWith("#FFCC00 has a contrast of 1.3 to 1 on the light page");
        assertThat(onDark).contains("on the dark page, and legible text needs 4.5 (WCAG AA)");
        assertThat(AccentColor.LIGHT.problem(shade(onLight))).isEmpty();
        assertThat(AccentColor.DARK.problem(shade(onDark))).isEmpty();
        assertThat(AccentColor.LIGHT.problem("#ffffff").map(AccentColorTest::shade))
                .isPresent();
    }

    private static String shade(String problem) {
        Matcher shade = SHADE.matcher(problem);
        assertThat(shade.find()).as(problem).isTrue();
        return shade.group(1);
    }

    @Test
    void groundsAreThoseOfTheStyleSheet() throws IOException {
        String tokens = Files.readString(Path.of("webapp/style/tokens.css"));
        for (String name : new String[] {"ground", "surface", "raised"}) {
            Matcher colors = Pattern.compile("--" + name + ": light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)")
                    .matcher(tokens);
            assertThat(colors.find()).isTrue();
            int light = Integer.parseInt(colors.group(1), 16);
            int dark = Integer.parseInt(colors.group(2), 16);
            assertThat(AccentColor.contrast(light, 0))
                    .isGreaterThanOrEqualTo(AccentColor.contrast(AccentColor.LIGHT.ground(), 0));
            assertThat(AccentColor.contrast(dark, 0xffffff))
                    .isGreaterThanOrEqualTo(AccentColor.contrast(AccentColor.DARK.ground(), 0xffffff));
        }
    }
}
