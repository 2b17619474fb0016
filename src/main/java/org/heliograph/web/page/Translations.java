package org.heliograph.web.page;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.json.JsonText;

/**
 * The fixed words of the public pages in one language, out of the files that the pages' scripts load (webapp/app/words.js and
 * webapp/app/lang): the source of every text is English, and is its key.
 */
final class Translations {
    static final String ENGLISH = "en";

    /** Those that have a file. */
    static final Set<String> LANGUAGES = Set.of("de", "es", "fr", "pt", "sw");

    /** In French and Portuguese, nothing is one (Unicode CLDR, plural rules). Their category of millions is not needed here. */
    private static final Set<String> ZERO_IS_SINGULAR = Set.of("fr", "pt");

    private static final Pattern OBJECT =
            Pattern.compile("(?:const english =|export default) (\\{.*?\\n});", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("(?m)(^\\s*|\\{ |, )(\\w+): ");
    private static final Pattern TRAILING_COMMA = Pattern.compile(",(?=\\s*})");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final String language;
    private final JsonObject texts;
    private final JsonObject english;

    private Translations(String language, JsonObject texts, JsonObject english) {
        this.language = language;
        this.texts = texts;
        this.english = english;
    }

    /** @throws IllegalStateException when the catalog has no legible file of it */
    static Translations of(String language, AssetCatalog catalog) {
        JsonObject english = read(catalog, "/app/words.js");
        JsonObject texts = language.equals(ENGLISH) ? english : read(catalog, "/app/lang/" + language + ".js");
        return new Translations(language, texts, english);
    }

    /**
     * The first of a reader's languages that the pages have, as the scripts choose it; English without one. A request that names none has the
     * language of the server.
     */
    static String choose(HttpServletRequest request) {
        List<Locale> wanted;
        try {
            wanted = Collections.list(request.getLocales());
        } catch (IllegalArgumentException illegible) {
            return ENGLISH;
        }
        return wanted.stream()
                .map(Locale::getLanguage)
                .filter(code -> code.equals(ENGLISH) || LANGUAGES.contains(code))
                .findFirst()
                .orElse(ENGLISH);
    }

    private static JsonObject read(AssetCatalog catalog, String path) {
        String module = new String(
                catalog.asset(path)
                        .orElseThrow(() -> new IllegalStateException("No " + path))
                        .body(),
                StandardCharsets.UTF_8);
        Matcher object = OBJECT.matcher(module);
        if (!object.find()) {
            throw new IllegalStateException("No texts in " + path);
        }
        String quoted = NAME.matcher(object.group(1)).replaceAll("$1\"$2\": ");
        try {
            return JsonText.parse(TRAILING_COMMA.matcher(quoted).replaceAll(""));
        } catch (JsonException illegible) {
            throw new IllegalStateException("Texts that are no JSON in " + path, illegible);
        }
    }

    String language() {
        return language;
    }

    /** Of times and numbers. English has a day before its month and a clock of 24 hours. */
    Locale locale() {
        return language.equals(ENGLISH) ? Locale.UK : Locale.forLanguageTag(language);
    }

    /** Whether a text is in the file of the language; of English, whether it has several forms. */
    boolean has(String key) {
        return texts.containsKey(key);
    }

    String text(String key) {
        return text(key, Map.of());
    }

    /** @param values of the placeholders; {@code count} decides the form */
    String text(String key, Map<String, ?> values) {
        JsonValue found = texts.getOrDefault(key, english.get(key));
        String form = found == null ? key : form(found, values.get("count"));
        return PLACEHOLDER.matcher(form).replaceAll(placeholder -> {
            Object value = values.get(placeholder.group(1));
            return Matcher.quoteReplacement(value == null ? placeholder.group() : value.toString());
        });
    }

    /** The English text for the name of a status, stage or severity, such as {@code In progress} of {@code in_progress}. */
    static String label(String name) {
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT)
                        + name.substring(1).replace('_', ' ');
    }

    private String form(JsonValue found, Object count) {
        if (found instanceof JsonString single) {
            return single.getString();
        }
        long number = count instanceof Number known ? known.longValue() : -1;
        boolean isSingular = number == 1 || number == 0 && ZERO_IS_SINGULAR.contains(language);
        JsonObject forms = found.asJsonObject();
        return forms.getString(isSingular ? "one" : "other", forms.getString("other"));
    }
}
