package org.heliograph.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heliograph.chaos.check.Checker;
import org.heliograph.chaos.check.History;
import org.heliograph.chaos.reader.Door;
import org.heliograph.chaos.reader.Habit;
import org.heliograph.chaos.reader.Reader;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.chaos.reader.Tally;
import org.heliograph.chaos.truth.Subject;
import org.heliograph.chaos.truth.Truth;
import org.heliograph.testing.Server;

/** All readers. */
public final class Audience {
    private static final long TO_THE_END_SECONDS = 120;
    private static final long GIVE_UP_SECONDS = 60;

    private final Crew crew;
    private final List<Server> nodes;
    private final Random random;
    private final Tally tally = new Tally();
    private final List<Reader> readers = new ArrayList<>();
    /** Where each has to read to. */
    private final Map<Reader, Long> ends = new HashMap<>();

    Audience(Crew crew, List<Server> nodes, Random random) {
        this.crew = crew;
        this.nodes = nodes;
        this.random = random;
    }

    Tally tally() {
        return tally;
    }

    /** How many events all of them took. */
    long taken() {
        return readers.stream().mapToLong(reader -> reader.history().size()).sum();
    }

    /** Somebody who reads a log from its beginning. @param door leads there */
    public void fromTheBeginning(Subject subject, Door door, Habit habit) {
        from(Snapshot.NONE, subject, door, habit);
    }

    /** Somebody who begins with the table, and reads what came after it. */
    public void from(Snapshot snapshot, Subject subject, Door door, Habit habit) {
        String name = (readers.size() + 1) + " (" + habit + ", " + door + ", since " + snapshot.since() + ")";
        History history = new History(name, subject, snapshot.since(), snapshot.rows());
        Reader reader = new Reader(history, door, habit, random.nextLong(), tally, nodes);
        readers.add(reader);
        crew.start(reader);
    }

    /** Lets everybody read to what is the end now. Who does not get there in time misses something, and the checker says what. */
    void finish(Map<String, Truth> now, Diary diary) {
        for (Reader reader : readers) {
            Subject subject = reader.history().subject();
            long end = now.get(subject.topic()).last(subject);
            ends.put(reader, end);
            reader.finish(end);
        }
        long late = System.nanoTime() + TimeUnit.SECONDS.toNanos(TO_THE_END_SECONDS);
        for (Reader reader : readers) {
            if (!crew.ended(reader, late)) {
                diary.note("reader " + reader.history().reader() + " is still at "
                        + reader.history().last() + "; " + reader.lastCut());
            }
        }
        giveUp();
        long never = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS);
        for (Reader reader : readers) {
            if (!crew.ended(reader, never)) {
                throw new AssertionError("a reader does not end");
            }
        }
    }

    void check(Checker checker) {
        readers.forEach(reader -> checker.reader(reader.history(), ends.get(reader)));
    }

    void giveUp() {
        readers.forEach(Reader::giveUp);
    }
}
