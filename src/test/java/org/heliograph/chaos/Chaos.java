package org.heliograph.chaos;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.heliograph.chaos.check.Checker;
import org.heliograph.chaos.check.History;
import org.heliograph.chaos.check.Ledger;
import org.heliograph.chaos.reader.Habit;
import org.heliograph.chaos.reader.Reader;
import org.heliograph.chaos.reader.Tally;
import org.heliograph.chaos.writer.Agents;
import org.heliograph.chaos.writer.BirthAndDeath;
import org.heliograph.chaos.writer.Clerk;
import org.heliograph.chaos.writer.Deed;
import org.heliograph.chaos.writer.Group;
import org.heliograph.chaos.writer.OneMachine;
import org.heliograph.chaos.writer.Organization;
import org.heliograph.chaos.writer.Writer;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;

/** One run: writers write and readers read while the driver breaks things; then all heals, and the checker compares. */
final class Chaos implements AutoCloseable {
    private static final int GROUP = 15;
    private static final int AGENTS = 8;
    private static final int PAUSE_MILLIS = 150;
    private static final int GROUP_PAUSE_MILLIS = 600;
    private static final long STOP_SECONDS = 60;
    private static final long READ_SECONDS = 120;
    private static final List<Habit> HABITS = List.of(
            Habit.STEADY, Habit.RESTLESS, Habit.RESTLESS, Habit.SLOW, Habit.STUBBORN, Habit.STEADY, Habit.RESTLESS);

    private final Plant plant;
    private final long seed;
    private final Random random;
    private final Diary diary;
    private final Crew crew = new Crew();
    private final Ledger ledger = new Ledger();
    private final Tally tally = new Tally();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Organization acme;
    private final Organization globex;
    /** Who administrates both. */
    private final Organization both;

    Chaos(Plant plant, long seed) {
        this.plant = plant;
        this.seed = seed;
        this.random = new Random(seed);
        this.diary = new Diary();
        Server node = plant.nodes().get(0);
        acme = new Organization("acme", node.as("alice@acme.test").token());
        globex = new Organization("globex", node.as("carol@globex.test").token());
        both = new Organization("acme", node.as("bob@acme.test").token());
    }

    /** @param length how long things go wrong; the healing comes on top */
    Report run(Duration length) {
        long began = System.nanoTime();
        diary.note("seed " + seed + ", " + length.toSeconds() + " s of faults");
        write();
        read(acme, false);
        read(globex, false);
        read(acme, true);
        Driver driver = new Driver(plant, random.nextLong(), diary::note);
        driver.run(length);
        diary.note("all works again");
        writers.forEach(Writer::stop);
        writers.forEach(this::awaitWriter);
        long acmeEnd = plant.position(acme.id());
        long globexEnd = plant.position(globex.id());
        readers.forEach(reader -> reader.finish(end(reader, acmeEnd, globexEnd)));
        readers.forEach(this::awaitReader);
        Checker checker = new Checker(plant.truths(List.of(acme.id(), globex.id())));
        checker.logs().ledger(ledger);
        readers.forEach(reader -> checker.reader(reader.history(), end(reader, acmeEnd, globexEnd)));
        return new Report(
                seed,
                Duration.ofNanos(System.nanoTime() - began),
                acmeEnd + globexEnd,
                ledger,
                readers.stream().mapToLong(reader -> reader.history().size()).sum(),
                tally,
                driver.struck(),
                checker.verdict());
    }

    private long end(Reader reader, long acmeEnd, long globexEnd) {
        return reader.history().topic().contains(acme.id()) ? acmeEnd : globexEnd;
    }

    private void write() {
        Server node = plant.nodes().get(0);
        Clerk clerk = new Clerk(ledger);
        for (Organization organization : List.of(acme, acme, globex)) {
            write(new OneMachine(clerk, organization, node), PAUSE_MILLIS);
        }
        write(
                new Group(clerk, List.of(both, new Organization(globex.id(), both.token())), node, GROUP),
                GROUP_PAUSE_MILLIS);
        write(new Group(clerk, List.of(acme), node, GROUP), GROUP_PAUSE_MILLIS);
        write(new BirthAndDeath(clerk, acme), PAUSE_MILLIS);
        write(new BirthAndDeath(clerk, globex), PAUSE_MILLIS);
        write(new Agents(clerk, acme, node, AGENTS), PAUSE_MILLIS);
    }

    private void write(Deed deed, int pauseMillis) {
        Writer writer = new Writer(deed, pauseMillis, random.nextLong(), plant.nodes());
        writers.add(writer);
        crew.start(writer);
    }

    /** Some from the log's beginning, and some from a snapshot of the table. */
    private void read(Organization organization, boolean fromSnapshot) {
        String path = "/api/realtime?org_id=" + organization.id() + "&token=" + organization.token();
        for (Habit habit : fromSnapshot ? HABITS.subList(0, 2) : HABITS) {
            String name = habit + " reader " + (readers.size() + 1);
            String topic = "org:" + organization.id() + ":machines";
            History history =
                    fromSnapshot ? snapshot(name, topic, organization) : new History(name, topic, 0, List.of());
            Reader reader = new Reader(history, habit, random.nextLong(), tally, plant.nodes(), path);
            readers.add(reader);
            crew.start(reader);
        }
    }

    private History snapshot(String name, String topic, Organization organization) {
        Answer answer = organization.on(plant.nodes().get(0)).get("/api/db/machines?org_id=" + organization.id());
        List<JsonObject> rows = answer.list().getValuesAs(JsonObject.class);
        return new History(name, topic, Long.parseLong(answer.header("X-Heliograph-Seq")), rows);
    }

    private void awaitWriter(Writer writer) {
        if (!crew.ended(writer, STOP_SECONDS)) {
            throw new AssertionError("a writer does not end");
        }
    }

    /** Who does not get to the end misses something, and the checker says what. */
    private void awaitReader(Reader reader) {
        if (!crew.ended(reader, READ_SECONDS)) {
            diary.note(
                    reader.history().reader() + " stands at " + reader.history().last() + ": " + reader.lastCut());
            reader.giveUp();
            crew.ended(reader, STOP_SECONDS);
        }
    }

    @Override
    public void close() {
        readers.forEach(Reader::giveUp);
        writers.forEach(Writer::stop);
        crew.close();
    }
}
