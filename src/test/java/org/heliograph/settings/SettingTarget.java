package org.heliograph.settings;

import java.util.List;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** The values of settings; the first line is the name of a setting, any other text stands for one of them. */
public final class SettingTarget implements FuzzTarget {
    private static final List<Setting<?>> ALL = Settings.all();

    @Override
    public void accept(byte[] input) {
        String[] parts = FuzzInput.firstLine(input);
        Setting<?> setting = ALL.stream()
                .filter(one -> one.name().equals(parts[0]))
                .findFirst()
                .orElseGet(() -> ALL.get(Math.floorMod(parts[0].hashCode(), ALL.size())));
        try {
            Object value = setting.parse(parts[1]);
            Require.that(value != null, "no value of " + setting.name());
            if (value instanceof RedisUrl url) {
                Require.that(
                        url.withoutPasswords(parts[1]) != null && !url.servers().isEmpty(), "no server");
            }
        } catch (SettingException refused) {
            Require.that(refused.getMessage().startsWith(setting.name()), "a message without the name");
            // what a message always says may happen to be the value, too
            String said = refused.getMessage().replace(setting.name(), "").replace(setting.form(), "");
            Require.that(
                    !setting.secret() || parts[1].length() < 8 || !said.contains(parts[1]), "a secret in a message");
        }
    }
}
