package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.heliograph.event.Topic;
import org.heliograph.identity.SecureTokens;
import org.heliograph.machine.CohortRepository;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.SilentMachineRepository;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;
import org.heliograph.machine.heartbeat.HeartbeatRequest;
import org.heliograph.machine.heartbeat.HeartbeatService;
import org.heliograph.operations.node.PersistenceStatistics;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The persistence provider writes many changes of one transaction in batches, and listeners see each change. */
@ExtendWith({FreePorts.class, ArquillianExtension.class})
public class BatchingIT {
    private static final Logger LOG = Logger.getLogger(BatchingIT.class.getName());
    private static final int MACHINES = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String organization = UUID.randomUUID().toString();
    private final Topic topic = Topic.ofOrganization(organization, "machines");
    private final List<String> ids =
            IntStream.range(0, MACHINES).mapToObj(n -> organization + "-" + n).toList();
    private Transactions transactions;
    private CommitRecorder commits;
    private PersistenceStatistics statistics;

    /** Silent for the cutoff of these tests, but not for the job that cleans up meanwhile. */
    private final Instant lastSeen = Instant.now().minus(Duration.ofMinutes(2));

    private final Instant cutoff = Instant.now().minus(Duration.ofMinutes(1));

    @Deployment
    public static WebArchive application() {
        return Application.withTests();
    }

    @BeforeEach
    void findBeans() {
        transactions = Application.bean(Transactions.class);
        commits = Application.bean(CommitRecorder.class);
        statistics = Application.bean(PersistenceStatistics.class);
        transactions.inTransaction(() -> transactions.changeEntity(organization));
    }

    @Test
    void eachCleanedMachineIsPublishedAndStored() {
        add(false);
        cleanUp();

        assertThat(commits.of(topic, 2 * MACHINES).subList(MACHINES, 2 * MACHINES))
                .allSatisfy(payload -> assertThat(payload).contains("offline"));
        assertThat(commits.of(topic)).hasSize(2 * MACHINES);
        assertThat(transactions.strings(
                        "select id from machine where org_id = ?1 and status = 'offline'", organization))
                .hasSize(MACHINES);
    }

    @Test
    void eachDeletedMachineIsPublishedAndGone() {
        add(true);
        cleanUp();

        assertThat(commits.of(topic, 2 * MACHINES)).hasSize(2 * MACHINES);
        assertThat(transactions.strings("select id from machine where org_id = ?1", organization))
                .isEmpty();
    }

    /** EclipseLink does not count statements; what it stores and publishes is tested above on both servers. */
    @Test
    void aFewStatementsCleanUpFiveHundredMachines() {
        if (!statistics.available()) {
            assertThat(statistics.statementsPrepared()).isEqualTo(PersistenceStatistics.UNAVAILABLE);
            return;
        }
        add(false);

        long unbatched = measure(
                "one by one",
                () -> transactions.inTransaction(() -> {
                    transactions.withoutBatches();
                    transactions.machinesOf(organization).forEach(machine -> machine.setVersion("2"));
                }));
        long batched = measure("cleanup", this::cleanUp);

        assertThat(unbatched).as("statements, one machine at a time").isGreaterThanOrEqualTo(MACHINES);
        assertThat(batched).as("statements of the cleanup").isLessThan(MACHINES / 10);
        assertThat(transactions.machine(ids.get(0)).getStatus()).isEqualTo(MachineStatus.OFFLINE);
    }

    /** All at once, as when a site comes back. */
    @Test
    void heartbeatsThatChangeMachinesShareTransactions() {
        add(false);
        transactions.inTransaction(() -> transactions
                .machinesOf(organization)
                .forEach(machine -> machine.setNodeKeyHash(SecureTokens.hash(machine.getId()))));
        HeartbeatService heartbeats = Application.bean(HeartbeatService.class);
        HeartbeatRequest signOff = new HeartbeatRequest(
                "key", "offline", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        long before = statistics.transactions();

        List<CompletableFuture<MachineStatus>> answers = ids.stream()
                .map(id -> heartbeats
                        .receive(id, signOff)
                        .thenApply(MachineSnapshot::status)
                        .toCompletableFuture())
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(MachineStatus.OFFLINE));
        long needed = statistics.transactions() - before;
        assertThat(commits.of(topic, 2 * MACHINES).subList(MACHINES, 2 * MACHINES))
                .doesNotHaveDuplicates();
        assertThat(commits.of(topic)).hasSize(2 * MACHINES);
        if (statistics.available()) {
            assertThat(needed).as("transactions").isLessThan(MACHINES / 5);
        }
        assertThat(transactions.strings(
                        "select cast(sum(delta) as integer) from machine_count where org_id = ?1 and status = 'offline'",
                        organization))
                .containsExactly("" + MACHINES);
    }

    private void add(boolean ephemeral) {
        transactions.inTransaction(
                () -> ids.forEach(id -> transactions.addMachine(id, organization, ephemeral, lastSeen)));
    }

    /** Again, if the server's own job holds a cohort at that moment. */
    private void cleanUp() {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(() -> {
                    look(Instant.now());
                    return transactions
                            .strings(
                                    "select id from machine where org_id = ?1 and (ephemeral = true or status = 'online')",
                                    organization)
                            .isEmpty();
                });
    }

    private void look(Instant now) {
        CohortRepository cohorts = Application.bean(CohortRepository.class);
        while (cohorts.admit(now) > 0) {
            // until all are in a cohort
        }
        SilentMachineRepository.Step step = new SilentMachineRepository.Step(0, 0);
        while (step.next() >= 0) {
            step = Application.bean(SilentMachineRepository.class).cleanUp(now, cutoff, cutoff, step.next(), MACHINES);
        }
    }

    /** Statements that are prepared meanwhile, with the few of the server's own jobs; logged for docs/benchmarks.md. */
    private long measure(String what, Runnable work) {
        long before = statistics.statementsPrepared();
        long start = System.nanoTime();
        work.run();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        long prepared = statistics.statementsPrepared() - before;
        LOG.info("%s: %d machines, %d statements, %d ms".formatted(what, MACHINES, prepared, millis));
        return prepared;
    }
}
