package org.heliograph.identity.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.heliograph.identity.provider.LogoutNotice;
import org.heliograph.identity.provider.ProviderClient;
import org.heliograph.identity.provider.ProviderConfiguration;
import org.heliograph.identity.signin.ProviderSignOut;
import org.heliograph.platform.ScheduledJob;

/** Ends sessions that began at the provider: because it says so, because they have lasted long enough, or together with its own. */
@ApplicationScoped
public class ProviderLogoutService implements ProviderSignOut {
    private static final Duration PERIOD = Duration.ofSeconds(30);

    @Inject
    private ProviderSessionRepository sessions;

    @Inject
    private ProviderSessionEnd sessionEnd;

    @Inject
    private ProviderClient client;

    @Inject
    private ProviderConfiguration configuration;

    @Override
    public Optional<String> urlOf(String refreshToken) {
        if (!configuration.isEnabled()) {
            return Optional.empty();
        }
        return sessions.idTokenOf(refreshToken).flatMap(token -> client.endSessionUrl(token.isEmpty() ? null : token));
    }

    /**
     * Ends the sessions that a logout token names, on every node. The token cannot be used again.
     *
     * @return their number
     */
    @Transactional
    public int end(LogoutNotice notice) {
        sessions.use(notice);
        List<ProviderSessionRepository.Session> ended = sessions.endedBy(notice);
        ended.forEach(session -> sessionEnd.end(session, "provider"));
        return ended.size();
    }

    @Produces
    static ScheduledJob job(ProviderLogoutService logout) {
        return new ScheduledJob("oidc-session-end", PERIOD, logout::endExpired);
    }

    /**
     * Ends the sessions that have lasted long enough: their people go to the provider again. Each has a transaction of its own, so that the
     * lock of an account is held for a moment only.
     */
    public void endExpired() {
        long ended;
        do {
            ended = sessions.expired().stream()
                    .filter(session -> sessionEnd.end(session, "time"))
                    .count();
        } while (ended > 0);
        sessions.purge();
    }
}
