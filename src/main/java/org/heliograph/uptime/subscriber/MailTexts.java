package org.heliograph.uptime.subscriber;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fixed words of mails in one language: the file {@code uptime/subscriber/<language>.properties}, in UTF-8. */
final class MailTexts {
    static final String ENGLISH = "en";
    /** Those of the public pages. */
    static final List<String> LANGUAGES = List.of(ENGLISH, "de", "es", "fr", "pt", "sw");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Map<String, MailTexts> ALL = loadAll();

    private final Properties texts = new Properties();
    private final DateTimeFormatter times;

    private MailTexts(String language) {
        // English words, but a day before its month and a clock of 24 hours
        Locale locale = language.equals(ENGLISH) ? Locale.UK : Locale.forLanguageTag(language);
        times = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale);
        try (InputStream file = MailTexts.class.getResourceAsStream("/uptime/subscriber/" + language + ".properties")) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, MailTexts> loadAll() {
        Map<String, MailTexts> all = new LinkedHashMap<>();
        LANGUAGES.forEach(language -> all.put(language, new MailTexts(language)));
        return all;
    }

    /** Those of a language; English ones for a language that has none. */
    static MailTexts of(String language) {
        return ALL.getOrDefault(language, ALL.get(ENGLISH));
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** A text whose placeholders are replaced. @throws IllegalStateException without such a text or value */
    String text(String key, Map<String, String> values) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("There is no text " + key);
        }
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("The text " + key + " has no value of " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    String text(String key) {
        return text(key, Map.of());
    }

    /** A time, to the minute, in a zone. */
    String time(Instant time, ZoneId zone) {
        return times.format(time.atZone(zone));
    }
}
