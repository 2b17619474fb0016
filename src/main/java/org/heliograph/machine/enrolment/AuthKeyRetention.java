package org.heliograph.machine.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RetentionSettings;

/** Purges auth keys that have admitted no machine for long: spent, expired or revoked ones. Each purged key is an event to its readers. */
@ApplicationScoped
public class AuthKeyRetention {
    @Inject
    private AuthKeyService keys;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Produces
    static ScheduledJob job(AuthKeyRetention retention) {
        return new ScheduledJob("auth-key-retention", Duration.ofMinutes(10), retention::purge);
    }

    /** Called outside of a transaction: each batch commits by itself. @return how many keys were deleted */
    public int purge() {
        Instant before = Timestamps.now(clock).minus(configuration.get(RetentionSettings.KEY_RETENTION));
        int all = 0;
        int purged;
        do {
            purged = keys.purge(before);
            all += purged;
        } while (purged == AuthKeyService.PURGED_AT_ONCE);
        return all;
    }
}
