package org.heliograph.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.heliograph.chaos.check.Checker;
import org.heliograph.chaos.check.Ledger;
import org.heliograph.chaos.reader.Door;
import org.heliograph.chaos.reader.Habit;
import org.heliograph.chaos.writer.Agents;
import org.heliograph.chaos.writer.BirthAndDeath;
import org.heliograph.chaos.writer.Clerk;
import org.heliograph.chaos.writer.Group;
import org.heliograph.chaos.writer.OneMachine;
import org.heliograph.chaos.writer.Organization;
import org.heliograph.testing.Server;

/** One run: writers write and readers read while the driver breaks things; then all heals, and the checker compares. */
final class Chaos implements AutoCloseable {
    private static final int GROUP = 15;
    private static final int AGENTS = 8;
    private static final int PAUSE_MILLIS = 150;
    private static final int GROUP_PAUSE_MILLIS = 600;

    private final Plant plant;
    private final long seed;
    private final Random random;
    private final Diary diary = new Diary();
    private final Crew crew = new Crew();
    private final Ledger ledger = new Ledger();
    private final Staff staff;
    private final Audience audience;
    private final Organization acme;
    private final Organization globex;
    /** Of one who administrates both. */
    private final String bothToken;

    Chaos(Plant plant, long seed) {
        this.plant = plant;
        this.seed = seed;
        random = new Random(seed);
        staff = new Staff(crew, plant.nodes(), random);
        audience = new Audience(crew, plant.nodes(), random);
        Server node = plant.nodes().get(0);
        acme = new Organization("acme", node.as("alice@acme.test").token());
        globex = new Organization("globex", node.as("carol@globex.test").token());
        bothToken = node.as("bob@acme.test").token();
    }

    /** @param length how long things go wrong; the healing comes on top */
    Report run(Duration length) {
        long began = System.nanoTime();
        diary.note("seed " + seed + ", " + length.toSeconds() + " s of faults");
        write();
        read();
        Driver driver = new Driver(plant, random.nextLong(), diary::note);
        driver.run(length);
        diary.note("all works again");
        staff.finish();
        Map<String, Long> ends =
                Map.of(acme.topic(), plant.position(acme.topic()), globex.topic(), plant.position(globex.topic()));
        audience.finish(ends, diary);
        diary.note("all is read");
        Checker checker = new Checker(plant.truths(List.of(acme.id(), globex.id())));
        audience.check(checker.logs().ledger(ledger), ends);
        return new Report(
                seed,
                Duration.ofNanos(System.nanoTime() - began),
                ends.values().stream().mapToLong(Long::longValue).sum(),
                ledger,
                audience.taken(),
                audience.tally(),
                driver.struck(),
                checker.verdict());
    }

    private void write() {
        Server node = plant.nodes().get(0);
        Clerk clerk = new Clerk(ledger);
        List<Organization> both = List.of(acme.as(bothToken), globex.as(bothToken));
        for (Organization organization : List.of(acme, acme, globex)) {
            staff.add(new OneMachine(clerk, organization, node), PAUSE_MILLIS);
        }
        staff.add(new Group(clerk, both, node, GROUP), GROUP_PAUSE_MILLIS);
        staff.add(new Group(clerk, List.of(acme), node, GROUP), GROUP_PAUSE_MILLIS);
        staff.add(new BirthAndDeath(clerk, acme), PAUSE_MILLIS);
        staff.add(new BirthAndDeath(clerk, globex), PAUSE_MILLIS);
        staff.add(new Agents(clerk, acme, node, AGENTS), PAUSE_MILLIS);
    }

    private void read() {
        for (Habit habit : Habit.values()) {
            audience.fromTheBeginning(acme, Door.SOCKET, habit);
            audience.fromTheBeginning(globex, Door.SOCKET, habit);
            audience.fromTheBeginning(acme, Door.STREAM, habit);
        }
        audience.fromASnapshot(acme, Door.SOCKET, Habit.STEADY);
        audience.fromASnapshot(acme, Door.SOCKET, Habit.RESTLESS);
        audience.fromASnapshot(globex, Door.STREAM, Habit.RESTLESS);
    }

    @Override
    public void close() {
        audience.giveUp();
        staff.stop();
        crew.close();
    }
}
