package org.heliograph.alert.webhook;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.rest.Body;

/**
 * Finds macros and template variables that a source sent instead of their values. An event id of {@code {EVENT.ID}} would be one alert for
 * every event, and a site of {@code *UNKNOWN*} a place that does not exist.
 */
final class MacroDetector {
    private static final int LONGEST = 60;

    /** Never part of a real name or text, wherever it stands. */
    private static final List<Pattern> ANYWHERE = List.of(
            // Prometheus, Grafana, Jinja, and Zabbix' macro functions {{ITEM.VALUE}.regsub(…)}
            Pattern.compile("\\{\\{[^{}]{1,200}}}?"),
            // shells, Logstash
            Pattern.compile("[$%]\\{[^{}]{1,200}}"),
            // Zabbix: user macros, low-level discovery, expressions, built-in macros
            Pattern.compile("\\{[$#?][^{}]{1,200}}"),
            Pattern.compile("\\{[A-Z][A-Z0-9_]*\\.[A-Z][^{}]{0,200}}"));

    /** Not in a name, but possible within a text. */
    private static final List<Pattern> IN_NAMES = List.of(
            // unknown to Zabbix, empty in a Go template
            Pattern.compile("\\*(?:UNKNOWN|UNDEFINED)\\*"),
            Pattern.compile("<no value>|\\[no value]"),
            // {HOST}, {site}; a GUID in braces has hyphens
            Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_.]{0,100}}"),
            // Nagios, Windows
            Pattern.compile("\\$[A-Z][A-Z0-9_]{0,100}\\$"),
            Pattern.compile("%[A-Z_][A-Z0-9_]{0,100}%"),
            // a shell variable in single quotes
            Pattern.compile("^\\$[A-Za-z_][A-Za-z0-9_]{0,100}$"));

    private MacroDetector() {}

    /** The first macro in a name: of a source, an event, a site, a severity. */
    static Optional<String> inName(String name) {
        return first(ANYWHERE, name).or(() -> first(IN_NAMES, name));
    }

    /** The first macro in a text; one that may be part of a text counts when it is all there is. */
    static Optional<String> inText(String text) {
        return first(ANYWHERE, text).or(() -> first(IN_NAMES, text).filter(text::equals));
    }

    /** The problem of a field with a macro, in words for its sender. @param field such as {@code The field site} */
    static String problem(String field, String macro) {
        return field + " contains " + shortened(macro) + ", which was not replaced by a value.";
    }

    /** @throws org.heliograph.rest.ApiException 400 that names the macro in the name */
    static String requireName(String field, String name) {
        inName(name).ifPresent(macro -> {
            throw Body.invalid(problem(field, macro));
        });
        return name;
    }

    /** @throws org.heliograph.rest.ApiException 400 that names the macro in the text */
    static String requireText(String field, String text) {
        inText(text).ifPresent(macro -> {
            throw Body.invalid(problem(field, macro));
        });
        return text;
    }

    private static Optional<String> first(List<Pattern> patterns, String text) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    private static String shortened(String macro) {
        return TextSanitizer.cut(macro.replaceAll("\\p{Cntrl}", " "), LONGEST);
    }
}
