package org.heliograph.settings;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The values of the {@link Settings} as MicroProfile Config gives them. A lookup costs a search through its sources, so
 * hot paths keep what they read.
 */
@ApplicationScoped
public class Configuration {
    private final Function<String, Optional<String>> source;

    public Configuration() {
        this(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
    }

    /** @param source gives the text of a property, or nothing; stands in for MicroProfile Config in tests */
    public Configuration(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /**
     * The value in force: what is configured, or the default.
     *
     * @throws SettingException when it is not of the setting's form
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseGet(() -> setting.parse(setting.defaultValue()));
    }

    /** The configured value; empty when nobody set it, or set it to nothing. */
    public <T> Optional<T> find(Setting<T> setting) {
        return Stream.concat(Stream.of(setting.name()), setting.aliases().stream())
                .map(source)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(setting::parse);
    }

    /** Reads every setting once. @throws SettingException for the first wrong value */
    public void check() {
        Settings.all().forEach(setting -> {
            if (setting.defaultValue().isEmpty()) {
                find(setting);
            } else {
                get(setting);
            }
        });
    }
}
