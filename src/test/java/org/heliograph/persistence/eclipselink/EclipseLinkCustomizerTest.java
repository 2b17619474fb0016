package org.heliograph.persistence.eclipselink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.internal.sessions.DatabaseSessionImpl;
import org.eclipse.persistence.platform.database.H2Platform;
import org.eclipse.persistence.platform.database.PostgreSQL10Platform;
import org.eclipse.persistence.queries.DataModifyQuery;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Project;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EclipseLinkCustomizerTest {
    private final OutageConnector database = new OutageConnector();
    private ServerSession session;

    /** A data source that can be away. */
    private static final class OutageConnector extends JNDIConnector {
        private static final long serialVersionUID = 1;
        private boolean away;
        private int connections;
        private int open;

        OutageConnector() {
            super(h2());
        }

        private static DataSource h2() {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return h2;
        }

        @Override
        public Connection connect(Properties properties, Session session) {
            if (away) {
                throw DatabaseException.sqlException(new SQLException("away", "08001"));
            }
            connections++;
            open++;
            return counted(super.connect(properties, session));
        }

        private Connection counted(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    OutageConnector.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            open--;
                        }
                        return method.invoke(connection, arguments);
                    });
        }
    }

    @BeforeEach
    void makeSession() {
        DatabaseLogin login = new DatabaseLogin();
        login.setConnector(database);
        login.setUsesExternalConnectionPooling(true);
        session = (ServerSession) new Project(login).createServerSession();
        session.dontLogMessages();
    }

    @AfterEach
    void logout() {
        if (session.isConnected()) {
            session.logout();
        }
    }

    private void login(String driver) {
        new EclipseLinkCustomizer(() -> driver).customize(session);
        ((DatabaseSessionImpl) session).loginAndDetectDatasource();
    }

    private Object one() {
        return session.executeSQL("select 1").toString();
    }

    @Test
    void aSessionThatStartsWithoutTheDatabaseConnectsWhenItIsThere() {
        database.away = true;
        login("h2");

        assertThat(session.isConnected()).isTrue();
        assertThatThrownBy(this::one).isInstanceOf(DatabaseException.class);
        database.away = false;
        assertThat(one()).asString().contains("=> 1");
    }

    @Test
    void withoutTheDatabaseItsKindIsTheConfiguredOne() {
        database.away = true;
        login("h2");
        assertThat(session.getPlatform()).isInstanceOf(H2Platform.class);
        session.logout();

        makeSession();
        login("postgresql");
        assertThat(session.getPlatform()).isInstanceOf(PostgreSQL10Platform.class);
    }

    @Test
    void aDatabaseThatIsThereSaysItsKindItself() {
        login("postgresql");

        assertThat(session.getPlatform()).isInstanceOf(H2Platform.class);
        assertThat(one()).asString().contains("=> 1");
    }

    @Test
    void aReadThatFailsIsNotRepeated() {
        login("h2");

        assertThat(session.getLogin().getQueryRetryAttemptCount()).isZero();
    }

    /** The container gives the same connection again within a transaction, also to plain SQL in between. */
    @Test
    void aConnectionIsReturnedAfterEachStatementOfATransaction() {
        session.getLogin().setUsesExternalTransactionController(true);
        login("h2");
        UnitOfWork transaction = session.acquireUnitOfWork();
        ((AbstractSession) transaction).beginTransaction();
        int before = database.connections;

        for (int statement = 1; statement <= 3; statement++) {
            transaction.executeNonSelectingSQL("create table t" + statement + " (id int)");

            assertThat(database.connections).isEqualTo(before + statement);
            assertThat(database.open).isZero();
        }
    }

    @Test
    void aBatchIsSentAlthoughTheTransactionHasExecutedNoStatementYet() {
        session.getLogin().setUsesExternalTransactionController(true);
        session.getPlatform().setUsesBatchWriting(true);
        login("h2");
        session.executeNonSelectingSQL("create table t (id int)");
        UnitOfWork transaction = session.acquireUnitOfWork();
        ((AbstractSession) transaction).beginTransaction();
        DataModifyQuery insert = new DataModifyQuery("insert into t (id) values (#id)");
        insert.addArgument("id");
        insert.setIsBatchExecutionSupported(true);
        transaction.executeQuery(insert, List.of(1));
        transaction.executeQuery(insert, List.of(2));
        assertThat(rows()).isEqualTo("0");

        ((AbstractSession) transaction).getParent().writesCompleted();

        assertThat(rows()).isEqualTo("2");
    }

    private String rows() {
        return session.executeSQL("select count(*) from t").toString().replaceAll("(?s).*=> (\\d+).*", "$1");
    }
}
