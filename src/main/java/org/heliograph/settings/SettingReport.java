package org.heliograph.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;

/** The settings that are in force, and where each comes from. Nothing secret is part of it. */
public final class SettingReport {
    /** What stands for the value of a secret. */
    public static final String HIDDEN = "hidden";

    private static final int ORDINAL_OF_SYSTEM_PROPERTIES = 400;
    private static final int ORDINAL_OF_THE_ENVIRONMENT = 300;
    private static final int LONGEST = 2_000;

    private final Function<String, Optional<Configured>> source;

    /**
     * A configured value.
     *
     * @param ordinal of its config source, by which sources have precedence
     */
    record Configured(String text, String sourceName, int ordinal) {}

    /**
     * A setting in force.
     *
     * @param value  as configured, or else the default; null when the setting is off by default
     * @param origin {@code default}, {@code environment}, {@code system property}, {@code application} (a file in it) or {@code server}
     * @param source the name of the config source; null for the default
     */
    public record Row(Setting<?> setting, String value, String origin, String source) {}

    /** Reads MicroProfile Config. */
    public SettingReport() {
        this(SettingReport::configured);
    }

    SettingReport(Function<String, Optional<Configured>> source) {
        this.source = source;
    }

    private static Optional<Configured> configured(String property) {
        ConfigValue value = ConfigProvider.getConfig().getConfigValue(property);
        return Optional.ofNullable(value.getValue())
                .map(text -> new Configured(text, value.getSourceName(), value.getSourceOrdinal()));
    }

    /** All settings by subject, as {@link Settings#all} has them. */
    public List<Row> read() {
        return Settings.all().stream().map(this::row).toList();
    }

    Row row(Setting<?> setting) {
        return Stream.concat(Stream.of(setting.name()), setting.aliases().stream())
                .map(source)
                .flatMap(Optional::stream)
                .filter(value -> !value.text().isBlank())
                .findFirst()
                .map(value -> new Row(setting, shown(setting, value.text().strip()), origin(value), value.sourceName()))
                .orElseGet(() -> new Row(
                        setting, setting.defaultValue().isEmpty() ? null : setting.defaultValue(), "default", null));
    }

    /** A URL is shown without an account. */
    private static String shown(Setting<?> setting, String text) {
        if (setting.secret()) {
            return HIDDEN;
        }
        String plain = text.replaceAll("//[^/\\s]*@", "//");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }

    private static String origin(Configured value) {
        String name = value.sourceName() == null ? "" : value.sourceName().toLowerCase(Locale.ROOT);
        if (name.contains("microprofile-config.properties")) {
            return "application";
        }
        if (name.contains("sysprop")
                || name.contains("system propert")
                || value.ordinal() == ORDINAL_OF_SYSTEM_PROPERTIES) {
            return "system property";
        }
        return name.contains("env") || value.ordinal() == ORDINAL_OF_THE_ENVIRONMENT ? "environment" : "server";
    }
}
