package org.heliograph.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.heliograph.chaos.check.ChangeRegistry;
import org.heliograph.chaos.check.Checker;
import org.heliograph.chaos.model.DatabaseState;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.chaos.workload.AlertsWorkload;
import org.heliograph.chaos.workload.FleetWorkload;
import org.heliograph.chaos.workload.StatusPageWorkload;
import org.heliograph.chaos.workload.Workload;
import org.heliograph.chaos.writer.ChangeRecorder;
import org.heliograph.testing.Server;

/** One run: writers and readers work while faults are injected. Then everything recovers, and the checker compares. */
final class ChaosRun implements AutoCloseable {
    /** How long faults are injected by default. */
    static final Duration LENGTH = Duration.ofSeconds(Long.getLong("chaos.seconds", 45));
    /** Whether the run is long enough for every kind of fault and for long pauses. */
    static final boolean THOROUGH = LENGTH.compareTo(Duration.ofMinutes(5)) >= 0;

    /** After so many transactions that were acknowledged or rolled back it injects no more faults. */
    private static final long TRANSACTIONS = Long.getLong("chaos.transactions", Long.MAX_VALUE);

    private final TestCluster cluster;
    private final long seed;
    private final Random random;
    private final EventJournal journal = new EventJournal();
    private final ClientPool clients = new ClientPool();
    private final ChangeRegistry registry = new ChangeRegistry();
    private final WriterGroup writers;
    private final ReaderGroup readers;
    private final List<Workload> workloads;

    ChaosRun(TestCluster cluster, long seed) {
        this.cluster = cluster;
        this.seed = seed;
        random = new Random(seed);
        writers = new WriterGroup(clients, cluster.nodes(), random);
        readers = new ReaderGroup(clients, cluster.nodes(), random, epoch());
        Server node = cluster.nodes().get(0);
        ChangeRecorder recorder = new ChangeRecorder(registry);
        workloads = List.of(
                new FleetWorkload(recorder, node),
                new AlertsWorkload(recorder, node),
                new StatusPageWorkload(recorder, node));
    }

    /** @param length how long faults are injected; recovery takes additional time */
    RunReport run(Duration length) {
        long began = System.nanoTime();
        journal.record("seed " + seed + ", " + length.toSeconds() + " s of faults");
        workloads.forEach(workload -> workload.write(writers));
        workloads.forEach(workload -> workload.read(readers));
        DatabaseRestore restore = new DatabaseRestore(
                cluster,
                writers,
                registry,
                workloads.stream()
                        .flatMap(workload -> workload.subjects().stream())
                        .toList());
        cluster.restoredBy(restore);
        FaultInjector driver = new FaultInjector(
                cluster, random.nextLong(), fault -> journal.record(registry.ended() + " transactions, " + fault));
        driver.run(length, this::hasEnough);
        journal.record("all works again");
        writers.finish();
        readers.finish(states(), epoch(), journal);
        journal.record("all is read");
        Map<String, DatabaseState> states = states();
        Checker checker = new Checker(states.values());
        restore.forEachReplaced(checker::replaced);
        readers.check(checker.checkLogs().registry(registry));
        return new RunReport(
                seed,
                Duration.ofNanos(System.nanoTime() - began),
                states.values().stream()
                        .collect(Collectors.toMap(
                                state -> state.topicModel().topic(),
                                state -> state.log().size())),
                registry,
                readers.received(),
                readers.statistics(),
                driver.injected(),
                checker.result());
    }

    private boolean hasEnough() {
        return registry.ended() >= TRANSACTIONS;
    }

    /** The present epoch of the log, when this run has several; otherwise readers name none, as most clients do. */
    private String epoch() {
        return FaultInjector.restores() ? DatabaseRestore.epoch(cluster.nodes().get(0)) : "";
    }

    /** The database state of each topic. */
    private Map<String, DatabaseState> states() {
        return workloads.stream()
                .flatMap(workload -> workload.subjects().stream())
                .collect(Collectors.toMap(TopicModel::topic, cluster::state));
    }

    @Override
    public void close() {
        readers.stop();
        writers.stop();
        clients.close();
    }
}
