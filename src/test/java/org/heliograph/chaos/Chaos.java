package org.heliograph.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.heliograph.chaos.check.Checker;
import org.heliograph.chaos.check.Ledger;
import org.heliograph.chaos.truth.Subject;
import org.heliograph.chaos.truth.Truth;
import org.heliograph.chaos.workload.AlertsWorkload;
import org.heliograph.chaos.workload.FleetWorkload;
import org.heliograph.chaos.workload.StatusPageWorkload;
import org.heliograph.chaos.workload.Workload;
import org.heliograph.chaos.writer.Clerk;
import org.heliograph.testing.Server;

/** One run: writers write and readers read while the driver breaks things; then all heals, and the checker compares. */
final class Chaos implements AutoCloseable {
    private final Plant plant;
    private final long seed;
    private final Random random;
    private final Diary diary = new Diary();
    private final Crew crew = new Crew();
    private final Ledger ledger = new Ledger();
    private final Staff staff;
    private final Audience audience;
    private final List<Workload> workloads;

    Chaos(Plant plant, long seed) {
        this.plant = plant;
        this.seed = seed;
        random = new Random(seed);
        staff = new Staff(crew, plant.nodes(), random);
        audience = new Audience(crew, plant.nodes(), random);
        Server node = plant.nodes().get(0);
        Clerk clerk = new Clerk(ledger);
        workloads = List.of(
                new FleetWorkload(clerk, node), new AlertsWorkload(clerk, node), new StatusPageWorkload(clerk, node));
    }

    /** @param length how long things go wrong; the healing comes on top */
    Report run(Duration length) {
        long began = System.nanoTime();
        diary.note("seed " + seed + ", " + length.toSeconds() + " s of faults");
        workloads.forEach(workload -> workload.write(staff));
        workloads.forEach(workload -> workload.read(audience));
        Driver driver = new Driver(plant, random.nextLong(), diary::note);
        driver.run(length);
        diary.note("all works again");
        staff.finish();
        audience.finish(truths(), diary);
        diary.note("all is read");
        Map<String, Truth> truths = truths();
        Checker checker = new Checker(truths.values());
        audience.check(checker.logs().ledger(ledger));
        return new Report(
                seed,
                Duration.ofNanos(System.nanoTime() - began),
                truths.values().stream()
                        .collect(Collectors.toMap(
                                truth -> truth.subject().topic(),
                                truth -> truth.log().size())),
                ledger,
                audience.taken(),
                audience.tally(),
                driver.struck(),
                checker.verdict());
    }

    /** All that is true now, by topic. */
    private Map<String, Truth> truths() {
        return workloads.stream()
                .flatMap(workload -> workload.subjects().stream())
                .collect(Collectors.toMap(Subject::topic, plant::truth));
    }

    @Override
    public void close() {
        audience.giveUp();
        staff.stop();
        crew.close();
    }
}
