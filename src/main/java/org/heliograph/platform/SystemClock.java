package org.heliograph.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock that everything asks, so that a test can bring its own. */
@ApplicationScoped
public class SystemClock {
    @Produces
    public Clock clock() {
        return Clock.systemUTC();
    }
}
