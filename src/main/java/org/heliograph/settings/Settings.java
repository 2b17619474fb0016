package org.heliograph.settings;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

/** All settings. {@code docs/settings.md} is this list as a table; a test compares the two. */
public final class Settings {
    private static final List<Class<?>> SUBJECTS = List.of(
            NodeSettings.class,
            RequestSettings.class,
            SignInSettings.class,
            OidcSettings.class,
            SocketSettings.class,
            MonitoringSettings.class,
            RetentionSettings.class,
            AuditSettings.class,
            PageSettings.class);

    private Settings() {}

    /** Every setting, by subject. */
    public static List<Setting<?>> all() {
        return SUBJECTS.stream()
                .flatMap(subject -> Stream.of(subject.getDeclaredFields()))
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == Setting.class)
                .<Setting<?>>map(Settings::valueOf)
                .toList();
    }

    private static Setting<?> valueOf(Field constant) {
        try {
            return (Setting<?>) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("public constants are readable", e);
        }
    }
}
