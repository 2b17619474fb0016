package org.heliograph.operations.start;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * For EclipseLink, where the server brings it; {@code persistence.xml} names this class, which Hibernate does not look at. A read
 * that finds the database away fails at once, as on the other servers: EclipseLink would try it three more times, five seconds
 * apart, while everybody else's calls wait for the threads that wait.
 */
public class NoRetries implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
    }
}
