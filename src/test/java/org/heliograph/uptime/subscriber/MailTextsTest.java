package org.heliograph.uptime.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MailTextsTest {
    /** Placeholders with their own names as values. */
    private static final Map<String, String> NAMES = Map.of(
            "title", "{title}",
            "status", "{status}",
            "severity", "{severity}",
            "start", "{start}",
            "end", "{end}",
            "zone", "{zone}",
            "names", "{names}",
            "link", "{link}",
            "email", "{email}",
            "page", "{page}");

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{\\w+}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyLanguageHasEveryTextWithItsPlaceholders() {
        Map<String, String> values = new HashMap<>(NAMES);
        values.put("time", "{time}");
        MailTexts english = MailTexts.of("en");
        assertThat(english.keys()).hasSizeGreaterThan(25);
        for (String language : MailTexts.LANGUAGES) {
            MailTexts texts = MailTexts.of(language);
            assertThat(texts.keys()).as(language).isEqualTo(english.keys());
            for (String key : english.keys()) {
                assertThat(placeholders(texts.text(key, values)))
                        .as("%s: %s", language, key)
                        .isEqualTo(placeholders(english.text(key, values)));
            }
        }
    }

    @Test
    void aValueIsNeverReadAsAPlaceholderAndAMissingOneIsAnError() {
        MailTexts texts = MailTexts.of("en");

        assertThat(texts.text("subject.incident", Map.of("title", "{page} $1 \\")))
                .isEqualTo("New incident: {page} $1 \\");
        assertThatThrownBy(() -> texts.text("subject.incident")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timesAreInTheZoneAndTheLanguageOfTheReader() {
        Instant time = Instant.parse("2026-11-27T22:30:00Z");

        assertThat(MailTexts.of("de").time(time, ZoneId.of("Europe/Berlin"))).contains("27. November 2026", "23:30");
        assertThat(MailTexts.of("en").time(time, ZoneId.of("UTC"))).contains("27 November 2026", "22:30");
        assertThat(MailTexts.of("tlh").time(time, ZoneId.of("UTC"))).contains("27 November 2026");
    }
}
