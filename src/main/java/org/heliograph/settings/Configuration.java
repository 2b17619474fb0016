package org.heliograph.settings;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The values of the {@link Settings} from MicroProfile Config. A lookup searches all config sources, so code that runs often
 * keeps the value.
 */
@ApplicationScoped
public class Configuration {
    private final Function<String, Optional<String>> source;

    public Configuration() {
        this(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
    }

    /** @param source returns the text of a property, or empty; replaces MicroProfile Config in tests */
    public Configuration(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /**
     * The configured value, or the default.
     *
     * @throws SettingException when the configured value is invalid
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseGet(() -> setting.parse(setting.defaultValue()));
    }

    /** The configured value; empty when the setting is unset or blank. */
    public <T> Optional<T> find(Setting<T> setting) {
        return Stream.concat(Stream.of(setting.name()), setting.aliases().stream())
                .map(source)
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(setting::parse);
    }

    /** Reads every setting once. @throws SettingException for the first invalid value */
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
