package org.heliograph.persistence.eclipselink;

import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.internal.databaseaccess.DatasourcePlatform;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.server.ExternalConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.heliograph.persistence.payara.ComponentTransaction;

/**
 * Takes a connection from the data source for each statement and returns it after it, as Hibernate does. Within a transaction the
 * data source returns the same connection each time, to plain SQL as well.
 *
 * <p>EclipseLink's own pool keeps the connection from the first change to the end of the transaction. Then plain SQL in the transaction takes a second
 * one from Payara's pool: requests that wait for a row would have all connections, and the one that has locked the row would wait for its
 * second. Its own pool also takes a connection when it starts, and this one none: the database may be away then.
 */
final class StatementConnectionPool extends ExternalConnectionPool {
    /** @param login of a session that takes its connections from a data source */
    StatementConnectionPool(DatabaseLogin login, ServerSession owner) {
        super(ServerSession.DEFAULT_POOL, login, owner);
    }

    @Override
    public synchronized void startUp() {
        StatementAccessor template = new StatementAccessor();
        template.setPool(this);
        template.connect(getLogin(), getOwner());
        setCachedConnection(template);
        setIsConnected(true);
    }

    /** Has a connection while a statement is executed. EclipseLink uses copies of the first one. */
    private static final class StatementAccessor extends DatabaseAccessor {
        @Override
        public void connect(Login login, AbstractSession session) {
            setLogin(login);
            setDatasourcePlatform(
                    (DatasourcePlatform) session.getDatasourceLogin().getDatasourcePlatform());
            createCustomizer(session);
            // batches are sent only when this is set
            setIsConnected(true);
        }

        /** Takes the connection of the next statement. */
        @Override
        protected void connectInternal(Login login, AbstractSession session) {
            ComponentTransaction.join();
            super.connectInternal(login, session);
        }

        @Override
        public synchronized void decrementCallCount() {
            super.decrementCallCount();
            if (callCount == 0 && usesExternalTransactionController()) {
                closeConnection();
            }
        }
    }
}
