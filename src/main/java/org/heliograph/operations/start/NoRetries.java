package org.heliograph.operations.start;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * Turns off EclipseLink's retries of reads; named in {@code persistence.xml}, and only loaded where the server uses EclipseLink.
 * A read fails at once when the database is unreachable, as with Hibernate: EclipseLink would retry it three times, five seconds
 * apart, on request threads that other calls need.
 */
public class NoRetries implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
    }
}
