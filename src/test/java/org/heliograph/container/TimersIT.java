package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.heliograph.dialect.fleet.FleetDialect;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.Peer;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.Transport;
import org.heliograph.machine.MachineStatus;
import org.heliograph.operations.node.Node;
import org.heliograph.platform.RunningTime;
import org.heliograph.uptime.notice.NoticeRepository;
import org.heliograph.uptime.notice.NoticeType;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Effects of the server's own timers. */
@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class TimersIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String organization = UUID.randomUUID().toString();
    private final String machine = UUID.randomUUID().toString();
    private final Topic topic = Topic.ofOrganization(organization, "machines");
    private Transactions transactions;
    private CommitRecorder commits;

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void findBeans() {
        transactions = Application.bean(Transactions.class);
        commits = Application.bean(CommitRecorder.class);
        transactions.inTransaction(() -> {
            transactions.changeEntity(organization);
            // as if the server had been there long enough to know who is silent
            transactions.sql("update server_presence set back_since = ?1", Timestamp.from(minutesAgo(60)));
        });
    }

    @Test
    void theSchedulerFindsEveryJobAndRunsIt() {
        Node node = Application.bean(Node.class);

        await().atMost(TIMEOUT).until(() -> node.jobs().stream().noneMatch(job -> job.contains("not run yet")));
        assertThat(node.jobs())
                .extracting(job -> job.substring(0, job.indexOf(':')))
                .containsExactly(
                        "alert-heartbeat",
                        "alert-refusal-retention",
                        "alert-retention",
                        "api-token-retention",
                        "audit-failures",
                        "audit-retention",
                        "auth-key-retention",
                        "database-monitor",
                        "device-purge",
                        "faulty-job",
                        "group-uptime",
                        "hanging-job",
                        "invitation-retention",
                        "last-seen",
                        "liveness",
                        "log-catch-up",
                        "log-retention",
                        "log-sequencer",
                        "log-size",
                        "log-watch",
                        "machine-cleanup",
                        "machine-count-check",
                        "machine-count",
                        "machine-event-retention",
                        "machine-events",
                        "machine-history-retention",
                        "machine-history",
                        "maintenance-series",
                        "maintenances",
                        "missing-pulse-detector",
                        "oidc-discovery",
                        "oidc-session-end",
                        "organization-purge",
                        "outage-retention",
                        "password-reset-purge",
                        "rate-recorder",
                        "refresh-token-purge",
                        "server-availability",
                        "session-purge",
                        "sign-in-challenge-purge",
                        "sign-in-failure-purge",
                        "subscriber-mails",
                        "subscriber-purge",
                        "system-metrics",
                        "system-report",
                        "system-watch",
                        "transition-timeout",
                        "uptime");
    }

    @Test
    void aSeriesGetsItsNextMaintenances() {
        String recurrence =
                "{\"rule\":\"FREQ=DAILY\",\"start\":\"2026-01-01T02:00\",\"zone\":\"UTC\",\"duration_minutes\":60}";
        Timestamp now = Timestamp.from(Instant.now());
        transactions.inTransaction(() -> {
            transactions.sql(
                    "insert into status_page (id, name, slug, created_at, updated_at) values (?1, 'Page', ?1, ?2, ?2)",
                    machine,
                    now);
            transactions.sql(
                    "insert into maintenance_series (id, status_page_id, title, message, recurrence, fill_at, created_at, updated_at)"
                            + " values (?1, ?1, 'Backup', 'We back up.', ?2, ?3, ?3, ?3)",
                    machine,
                    recurrence,
                    now);
        });

        NoticeRepository notices = Application.bean(NoticeRepository.class);
        Instant until = Instant.now().plus(Duration.ofDays(10));
        // a thread of the server's has the resources that the beans ask for
        await().pollInSameThread()
                .atMost(TIMEOUT)
                .until(() -> notices.between(NoticeType.MAINTENANCE, machine, minutesAgo(90), until)
                                .size()
                        == 5);
    }

    @Test
    void aSilentMachineGoesOffline() {
        transactions.inTransaction(() -> transactions.addMachine(machine, organization, false, minutesAgo(10)));

        await().atMost(TIMEOUT).until(() -> commits.of(topic).size() == 2);
        assertThat(transactions.machine(machine).getStatus()).isEqualTo(MachineStatus.OFFLINE);
        assertThat(commits.of(topic).get(1)).contains("offline");
    }

    @Test
    void aSilentEphemeralMachineIsDeleted() {
        transactions.inTransaction(() -> transactions.addMachine(machine, organization, true, minutesAgo(10)));

        await().atMost(TIMEOUT).until(() -> commits.of(topic).size() == 2);
        assertThat(transactions.machine(machine)).isNull();
    }

    @Test
    void aMachineWithARecentHeartbeatStaysOnline() {
        String silent = UUID.randomUUID().toString();
        transactions.inTransaction(() -> {
            transactions.addMachine(machine, organization, true, minutesAgo(1));
            transactions.addMachine(silent, organization, true, minutesAgo(10));
        });

        await().atMost(TIMEOUT).until(() -> transactions.machine(silent) == null);
        assertThat(transactions.machine(machine).getStatus()).isEqualTo(MachineStatus.ONLINE);
    }

    @Test
    void aSocketWithoutAPingFor90SecondsIsClosed() {
        AtomicInteger closed = new AtomicInteger();

        open(closed, Duration.ofSeconds(91));

        await().atMost(TIMEOUT).untilAtomic(closed, org.hamcrest.Matchers.is(4000));
    }

    @Test
    void aSocketThatPingedStaysOpen() {
        AtomicInteger closed = new AtomicInteger();
        AtomicInteger silentClosed = new AtomicInteger();

        open(closed, Duration.ZERO);
        open(silentClosed, Duration.ofSeconds(91));

        await().atMost(TIMEOUT).untilAtomic(silentClosed, org.hamcrest.Matchers.is(4000));
        assertThat(closed).hasValue(0);
    }

    private void open(AtomicInteger closeCode, Duration silence) {
        Transport transport = new Transport() {
            @Override
            public void send(List<Frame> messages, Consumer<Throwable> done) {
                done.accept(null);
            }

            @Override
            public boolean ping() {
                // not answered
                return true;
            }

            @Override
            public void abort() {
                // nothing is open
            }

            @Override
            public void close(int code, String reason) {
                closeCode.set(code);
            }
        };
        Peer peer = new Peer(null, organization, "127.0.0.1", Peer.NEVER);
        FleetDialect dialect = Application.bean(FleetDialect.class);
        long lastActivity = Application.bean(RunningTime.class).nanos() - silence.toNanos();
        Application.bean(Hub.class).open(new Connection(dialect, peer, transport, lastActivity, 1_000), null);
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes));
    }
}
