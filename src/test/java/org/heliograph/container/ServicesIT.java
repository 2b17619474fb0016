package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.heliograph.hub.drain.DrainService;
import org.heliograph.identity.Revocations;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.operations.node.PersistenceStatistics;
import org.heliograph.operations.start.DemoAccounts;
import org.heliograph.operations.start.DemoContent;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.uptime.admin.MonitorAdminService;
import org.heliograph.uptime.admin.StatusPageAdminService;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;

/** Services that need the container: removal of the demo, a sign-in during a password change, JMX. */
@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class ServicesIT {
    private final String id = UUID.randomUUID().toString();
    private Transactions transactions;

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void findBeans() {
        transactions = Application.bean(Transactions.class);
    }

    @Test
    void removingTheDemoRemovesItsDataAndItsReferences() {
        monitor("demo-" + id);
        monitor("own-" + id);
        page("demo-page-" + id, "\"demo-" + id + "\"");
        page("own-page-" + id, "\"demo-" + id + "\",\"own-" + id + "\"");
        transactions.inTransaction(() -> {
            transactions.sql("update monitor set demo = true where id = ?1", "demo-" + id);
            transactions.sql("update status_page set demo = true where id = ?1", "demo-page-" + id);
            alert("demo-alert-" + id, true);
            alert("own-alert-" + id, false);
        });

        Application.bean(DemoContent.class).remove();

        assertThat(transactions.strings("select id from monitor where id like ?1", "%" + id))
                .containsExactly("own-" + id);
        assertThat(transactions.strings("select id from alert where id like ?1", "%" + id))
                .containsExactly("own-alert-" + id);
        assertThat(transactions.strings("select items from status_page where id like ?1", "%" + id))
                .containsExactly("[\"own-" + id + "\"]");
    }

    @Test
    void removingTheDemoPublishesRevocations() {
        AccountRepository accounts = Application.bean(AccountRepository.class);
        String demo = accounts.create("demo-" + id + "@example.test", "Demo", "hash", "user")
                .getId();
        String own = accounts.create("own-" + id + "@example.test", "Own", "hash", "user")
                .getId();
        transactions.inTransaction(() -> transactions.changeEntity(id));
        transactions.inTransaction(() -> {
            transactions.sql("update account set demo = true where id = ?1", demo);
            transactions.sql("update organization set demo = true where id = ?1", id);
            transactions.sql(
                    "insert into membership (org_id, account_id, role, created_at) values (?1, ?2, 'member', ?3)",
                    id,
                    own,
                    Timestamp.from(Instant.EPOCH));
            transactions.sql(
                    "insert into screen_token (id, name, prefix, token_hash, created_by, creator_id, created_at)"
                            + " values (?1, 'NOC', 'hgs-', ?1, 'x', ?2, ?3)",
                    "screen-" + id,
                    demo,
                    Timestamp.from(Instant.EPOCH));
            transactions.sql(
                    "insert into password_reset (account_id, token_hash, created_by, created_at, expires_at)"
                            + " values (?1, ?2, ?3, ?4, ?5)",
                    own,
                    id,
                    demo,
                    Timestamp.from(Instant.EPOCH),
                    Timestamp.from(Instant.now().plus(Duration.ofDays(1))));
        });

        keys(1_001, own, demo);

        Application.bean(DemoAccounts.class).remove();

        assertThat(transactions.strings("select id from auth_key where created_by = ?1 and revoked_at is null", demo))
                .isEmpty();
        assertThat(transactions.strings("select id from account where email like ?1", "%" + id + "%"))
                .containsExactly(own);
        assertThat(revocations("account", demo)).containsExactly("{\"account_id\":\"" + demo + "\"}");
        assertThat(revocations("membership", own))
                .containsExactly("{\"account_id\":\"" + own + "\",\"org_id\":\"" + id + "\"}");
        assertThat(revocations("account", own)).isEmpty();
        assertThat(transactions.strings("select id from screen_token where id = ?1", "screen-" + id))
                .isEmpty();
        assertThat(revocations("screen", "screen-" + id)).hasSize(1);
        assertThat(transactions.strings("select account_id from password_reset where account_id = ?1", own))
                .isEmpty();
    }

    @Test
    void theFirstAccountsAreMadeByOneNodeAtATime() {
        String free = "select \"installed_rank\" from \"flyway_schema_history\" where \"installed_rank\" = 1"
                + " for update skip locked";
        List<String> unlocked = new ArrayList<>(List.of("not asked"));
        Application.bean(BackgroundThread.class)
                .run(() -> transactions.inTransaction(() -> {
                    Application.bean(DemoAccounts.class).ensure();
                    unlocked.clear();
                    // as another node, whose transaction would wait
                    transactions.inNewTransaction(() -> unlocked.addAll(transactions.strings(free)));
                    transactions.rollBack();
                }));

        assertThat(unlocked).isEmpty();
        assertThat(transactions.strings(free)).containsExactly("1");
    }

    /** Keys of an organisation that lives on after the demo's. */
    private void keys(int count, String orgId, String creator) {
        transactions.inTransaction(() -> transactions.changeEntity(orgId));
        transactions.inTransaction(() -> {
            for (int made = 0; made < count; made++) {
                transactions.sql(
                        "insert into auth_key (id, org_id, description, prefix, key_hash, reusable, ephemeral, created_by,"
                                + " created_at) values (?1, ?2, 'x', 'x', ?1, false, false, ?3, ?4)",
                        made + "-" + id,
                        orgId,
                        creator,
                        Timestamp.from(Instant.EPOCH));
            }
        });
    }

    private List<String> revocations(String event, String account) {
        return transactions.strings(
                "select payload from (select topic, event, payload from publication union all select topic, event, payload"
                        + " from pending_event) e where topic = ?1 and event = ?2 and payload like ?3",
                Revocations.TOPIC.name(),
                event,
                "%" + account + "%");
    }

    @Test
    void aProofOfTheFormerPasswordIsRejectedAfterItsChange() {
        String former = Application.bean(PasswordHasher.class).hash("the-former-password");
        Account proved = Application.bean(AccountRepository.class).create(id + "@example.test", "Late", former, "user");
        SignInService signIn = Application.bean(SignInService.class);
        signIn.changePassword(proved, "the-former-password", "the-next-password", "", SignInClient.UNKNOWN);

        assertThatThrownBy(() -> signIn.begin(proved, SignInClient.UNKNOWN))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo("INVALID_CREDENTIALS"));
        assertThatThrownBy(() -> signIn.changePassword(
                        proved, "the-former-password", "a-third-password", "", SignInClient.UNKNOWN))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo("WRONG_PASSWORD"));
        assertThat(transactions.strings("select family from refresh_token where account_id = ?1", proved.getId()))
                .hasSize(1);
        assertThat(signIn.login(id + "@example.test", "the-next-password", SignInClient.UNKNOWN))
                .isNotNull();
    }

    @Test
    void theNodeIsRegisteredInJmx() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName node = new ObjectName("org.heliograph:type=Node");
        assertThat(beans.getAttribute(node, "Draining")).isEqualTo(false);
        assertThat(beans.getAttribute(node, "OpenSockets")).isEqualTo(0);
        assertThat((String[]) beans.getAttribute(node, "Jobs")).anyMatch(job -> job.startsWith("liveness: "));
        // No counter may depend on what other tests did before on this server.
        transactions.inTransaction(() -> transactions.changeEntity(id));
        // Hibernate counts a query for a list, and none for a stream.
        assertThat(transactions.strings("select id from organization where id = ?1", id))
                .hasSize(1);
        assertThat(List.of("QueriesExecuted", "StatementsPrepared", "Flushes", "Transactions"))
                .allSatisfy(counter -> assertThat((long) beans.getAttribute(node, counter))
                        .satisfies(
                                Application.bean(PersistenceStatistics.class).available()
                                        ? value -> assertThat(value).isPositive()
                                        : value -> assertThat(value).isEqualTo(PersistenceStatistics.UNAVAILABLE)));
        try {
            beans.invoke(node, "drain", new Object[] {-1}, new String[] {"int"});

            assertThat(beans.getAttribute(node, "Draining")).isEqualTo(true);
            assertThat(Application.bean(DrainService.class)
                            .progress()
                            .orElseThrow()
                            .duration())
                    .isEqualTo(Duration.ofSeconds(30));
        } finally {
            beans.invoke(node, "undrain", null, null);
        }
        assertThat(beans.getAttribute(node, "Draining")).isEqualTo(false);
    }

    @Test
    void aNodeWithoutANameHasThatOfItsServer() throws JMException {
        String named = System.getProperty("jboss.node.name", System.getProperty("com.sun.aas.instanceName"));

        assertThat(named).isNotBlank();
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(new ObjectName("org.heliograph:type=Node"), "Name"))
                .isEqualTo(named);
    }

    @Test
    void whatTheRedisClientLogsIsInTheServersLog() {
        List<String> records = new CopyOnWriteArrayList<>();
        Handler recorder = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                records.add(logged.getMessage());
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        Logger log = Logger.getLogger(Jedis.class.getName());
        log.addHandler(recorder);
        try {
            LoggerFactory.getLogger(Jedis.class).warn("of a test {}", id);
        } finally {
            log.removeHandler(recorder);
        }

        assertThat(records).containsExactly("of a test " + id);
    }

    /** As the thread of a JMX client, it has nothing of the application. */
    private static Object onForeignThread(Callable<Object> call) throws Exception {
        ExecutorService foreign = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "jmx-client");
            thread.setContextClassLoader(null);
            return thread;
        });
        try {
            return foreign.submit(call).get(30, TimeUnit.SECONDS);
        } finally {
            foreign.shutdownNow();
        }
    }

    @Test
    void allNodesAreInJmxWhateverThreadAsks() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName installation = new ObjectName("org.heliograph:type=Installation");

        assertThat((int) onForeignThread(() -> beans.getAttribute(installation, "NodeCount")))
                .isPositive();
        for (String rows : List.of("Nodes", "Jobs", "Settings")) {
            assertThat((TabularData[]) onForeignThread(() -> beans.getAttribute(installation, rows)))
                    .as(rows)
                    .isNotEmpty();
        }
        TabularData[] settings = (TabularData[]) onForeignThread(() -> beans.getAttribute(installation, "Settings"));
        assertThat(settings)
                .filteredOn(row -> row.get(new Object[] {"name"}).get("value").equals("heliograph.node.name"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(new Object[] {"value"}).get("value"))
                        .isEqualTo(beans.getAttribute(new ObjectName("org.heliograph:type=Node"), "Name")));
        assertThatThrownBy(() -> onForeignThread(() ->
                        beans.invoke(installation, "drain", new Object[] {"no-such-node", -1}, new String[] {
                            String.class.getName(), "int"
                        })))
                .hasStackTraceContaining("There is no such node");
    }

    private static void monitor(String id) {
        Application.bean(MonitorAdminService.class)
                .create(Body.parse(
                        "{\"id\":\"%1$s\",\"name\":\"%1$s\",\"token\":\"t-%1$s\",\"interval\":60}".formatted(id)));
    }

    private static void page(String id, String items) {
        Application.bean(StatusPageAdminService.class)
                .create(Body.parse(
                        "{\"id\":\"%1$s\",\"name\":\"%1$s\",\"slug\":\"%1$s\",\"items\":[%2$s]}".formatted(id, items)));
    }

    private void alert(String id, boolean demo) {
        transactions.sql(
                "insert into alert (id, site, severity, message, status, source, demo, created_at, updated_at)"
                        + " values (?1, 'Kilimanjaro', 'info', 'a test', 'open', 'people', ?2, ?3, ?3)",
                id,
                demo,
                Timestamp.from(Instant.EPOCH));
    }
}
