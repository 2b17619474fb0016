package org.heliograph.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One setting: its name, its default, and the values it can have.
 *
 * @param <T>          the type of its value
 * @param name         the MicroProfile Config property; as an environment variable in capitals with {@code _} for {@code .}
 * @param aliases      further names of the property, in order of precedence
 * @param defaultValue the text of the default, parsed like a configured value; empty when the setting is off by default
 * @param form         the form of a value with unit and bounds, for documentation and error messages
 * @param meaning      one sentence
 * @param secret       whether the value must never be displayed or logged
 * @param parser       parses a text; throws {@link IllegalArgumentException} for an invalid one
 */
public record Setting<T>(
        String name,
        List<String> aliases,
        String defaultValue,
        String form,
        String meaning,
        boolean secret,
        Function<String, T> parser) {
    private static final Pattern BASE_URL =
            Pattern.compile("https?://[A-Za-z0-9.:\\[\\]_~-][A-Za-z0-9.:\\[\\]/_~-]{0,299}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9.:_/-]{0,100}");
    private static final Pattern WORD = Pattern.compile("\\*|[A-Za-z0-9._:/-]{1,100}");
    private static final Pattern ORIGIN = Pattern.compile("\\*|[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9._~:\\[\\]-]+");

    static Setting<String> text(String name, String defaultValue, String meaning) {
        return new Setting<>(name, List.of(), defaultValue, "text", meaning, false, String::strip);
    }

    /** Off unless set. @param least characters, without spaces at its ends */
    static Setting<String> token(String name, int least, String meaning) {
        String form = "text of " + least + " characters or more";
        return new Setting<>(name, List.of(), "", form, meaning, false, text -> {
            require(text.strip().length() >= least);
            return text.strip();
        });
    }

    static Setting<Boolean> flag(String name, boolean defaultValue, String meaning) {
        return new Setting<>(name, List.of(), "" + defaultValue, "true or false", meaning, false, Setting::parseFlag);
    }

    /** Off unless set. */
    static Setting<Set<String>> words(String name, String meaning) {
        String form = "* or words such as admin, comma separated";
        return new Setting<>(name, List.of(), "", form, meaning, false, text -> {
            List<String> words = List.of(text.strip().split("\\s*,\\s*", -1));
            require(words.stream().allMatch(word -> WORD.matcher(word).matches()));
            return Set.copyOf(new HashSet<>(words));
        });
    }

    /** True or false; unset, neither. */
    static Setting<Boolean> optionalFlag(String name, String meaning) {
        return new Setting<>(name, List.of(), "", "true or false", meaning, false, Setting::parseFlag);
    }

    static Setting<Integer> number(String name, int defaultValue, int min, int max, String meaning) {
        String form = "a whole number from " + min + " to " + max;
        return new Setting<>(name, List.of(), "" + defaultValue, form, meaning, false, text -> {
            int value = Integer.parseInt(text.strip());
            require(value >= min && value <= max);
            return value;
        });
    }

    /** Off unless set. A whole number of seconds, as MicroProfile JWT writes durations. */
    static Setting<Duration> seconds(String name, int min, int max, String meaning) {
        String form = "a whole number of seconds from " + min + " to " + max;
        return new Setting<>(name, List.of(), "", form, meaning, false, text -> {
            int value = Integer.parseInt(text.strip());
            require(value >= min && value <= max);
            return Duration.ofSeconds(value);
        });
    }

    /** Empty unless set. Part of a name at Redis, without what is special in its patterns. */
    static Setting<String> prefix(String name, String meaning) {
        String form = "up to 100 letters, digits and any of . : _ - /";
        return new Setting<>(name, List.of(), "", form, meaning, false, text -> {
            require(PREFIX.matcher(text.strip()).matches());
            return text.strip();
        });
    }

    /** One of a few words; an empty default is none of them. */
    static Setting<String> choice(String name, String defaultValue, List<String> values, String meaning) {
        String form = String.join(" or ", values);
        return new Setting<>(name, List.of(), defaultValue, form, meaning, false, text -> {
            require(values.contains(text.strip()));
            return text.strip();
        });
    }

    /** A property of a standard that we do not support: any value of it stops the deployment. */
    static Setting<String> unsupported(String name, String meaning) {
        return new Setting<>(name, List.of(), "", "unset", meaning, false, text -> {
            throw new IllegalArgumentException("not supported");
        });
    }

    static Setting<Duration> duration(String name, String defaultValue, String min, String max, String meaning) {
        Duration least = Duration.parse(min);
        Duration most = Duration.parse(max);
        String form = "an ISO-8601 duration from " + min + " to " + max;
        return new Setting<>(name, List.of(), defaultValue, form, meaning, false, text -> {
            Duration value = Duration.parse(text.strip());
            require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
            return value;
        });
    }

    /** Off unless set. */
    static Setting<RedisUrl> redis(String name, String meaning) {
        return new Setting<>(name, List.of(), "", RedisUrl.FORM, meaning, false, RedisUrl::parse);
    }

    static Setting<MailUrl> mail(String name, String meaning) {
        return new Setting<>(name, List.of(), "", MailUrl.FORM, meaning, false, MailUrl::parse);
    }

    /** Off unless set. A base URL goes into the agent's script and must not be able to end a string there. */
    static Setting<String> url(String name, String meaning) {
        String form = "an http or https URL such as https://fleet.example";
        return new Setting<>(name, List.of(), "", form, meaning, false, text -> {
            require(BASE_URL.matcher(text.strip()).matches());
            return text.strip();
        });
    }

    static Setting<String> origins(String name, String defaultValue, String meaning) {
        String form = "* or origins such as https://ops.example:8443, comma separated";
        return new Setting<>(name, List.of(), defaultValue, form, meaning, false, text -> {
            String list = text.strip();
            // none is the default of those that only add to a host's own pages
            for (String origin : list.isEmpty() ? new String[0] : list.split("\\s*,\\s*", -1)) {
                require(ORIGIN.matcher(origin).matches());
            }
            return list;
        });
    }

    /** Off unless set. */
    static Setting<List<Network>> networks(String name, String meaning) {
        String form = "addresses or networks such as 10.0.0.5, 10.1.0.0/16, comma separated";
        return new Setting<>(
                name,
                List.of(),
                "",
                form,
                meaning,
                false,
                text -> Arrays.stream(text.strip().split("\\s*,\\s*", -1))
                        .map(Network::parse)
                        .toList());
    }

    Setting<T> or(String... otherNames) {
        return new Setting<>(name, List.of(otherNames), defaultValue, form, meaning, secret, parser);
    }

    Setting<T> hidden() {
        return new Setting<>(name, aliases, defaultValue, form, meaning, true, parser);
    }

    /**
     * Parses a text.
     *
     * @throws SettingException for an invalid text; its message names the setting and the reason
     */
    public T parse(String text) {
        try {
            return parser.apply(text);
        } catch (RuntimeException wrong) {
            String shown = secret ? "its value is not" : "is \"" + text + "\"";
            // a cause would contain the text, which may be secret
            throw new SettingException(name + " must be " + form + ", but " + shown, secret ? null : wrong);
        }
    }

    static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("out of bounds");
        }
    }

    private static Boolean parseFlag(String text) {
        return switch (text.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }
}
