package org.heliograph.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.heliograph.event.Topic;
import org.heliograph.machine.MachineStatus;
import org.heliograph.machine.SilentMachineRepository;
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

    private void add(boolean ephemeral) {
        transactions.inTransaction(
                () -> ids.forEach(id -> transactions.addMachine(id, organization, ephemeral, lastSeen)));
    }

    private void cleanUp() {
        assertThat(Application.bean(SilentMachineRepository.class).cleanUp(cutoff, MACHINES))
                .isEqualTo(MACHINES);
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
