package org.heliograph.testing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** Does what must happen within one minute of the clock, since histories have a point for each. */
public final class OneMinute {
    private OneMinute() {}

    /** The result of steps that began and ended in the same minute; where a minute ended meanwhile, they are taken anew. */
    public static <T> T get(Supplier<T> steps) {
        while (true) {
            Instant began = minute();
            T result = steps.get();
            if (minute().equals(began)) {
                return result;
            }
        }
    }

    private static Instant minute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }
}
