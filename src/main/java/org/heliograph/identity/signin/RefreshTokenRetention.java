package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Purges expired refresh tokens. A session ends with its last one, so they are kept until the access tokens that were issued with them
 * have expired, too.
 */
@ApplicationScoped
public class RefreshTokenRetention {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Produces
    static ScheduledJob job(RefreshTokenRetention retention) {
        return new ScheduledJob("refresh-token-purge", Duration.ofMinutes(10), retention::purge);
    }

    /** @return the number of deleted tokens */
    @Transactional
    public int purge() {
        Instant before = Timestamps.now(clock)
                .minus(configuration.get(SignInSettings.ACCESS_TOKEN_LIFE))
                .minus(SignInSettings.clockSkew(configuration));
        return entities.createQuery("delete from RefreshToken t where t.expiresAt <= :before")
                .setParameter("before", before)
                .executeUpdate();
    }
}
