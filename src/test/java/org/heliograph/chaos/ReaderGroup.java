package org.heliograph.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heliograph.chaos.check.Checker;
import org.heliograph.chaos.check.ReaderHistory;
import org.heliograph.chaos.model.DatabaseState;
import org.heliograph.chaos.model.TopicModel;
import org.heliograph.chaos.reader.Endpoint;
import org.heliograph.chaos.reader.Reader;
import org.heliograph.chaos.reader.ReaderBehavior;
import org.heliograph.chaos.reader.ReaderStatistics;
import org.heliograph.chaos.reader.Snapshot;
import org.heliograph.testing.Server;

/** All readers. */
public final class ReaderGroup {
    private static final long CATCH_UP_SECONDS = 120L * Pause.LOAD;
    private static final long STOP_SECONDS = 60;

    private final ClientPool clients;
    private final List<Server> nodes;
    private final Random random;
    /** Of the log at the start; empty for readers that name none. */
    private final String epoch;

    private final ReaderStatistics statistics = new ReaderStatistics();
    private final List<Reader> readers = new ArrayList<>();
    /** The sequence that each reader has to reach. */
    private final Map<Reader, Long> ends = new HashMap<>();

    ReaderGroup(ClientPool clients, List<Server> nodes, Random random, String epoch) {
        this.clients = clients;
        this.nodes = nodes;
        this.random = random;
        this.epoch = epoch;
    }

    ReaderStatistics statistics() {
        return statistics;
    }

    /** The number of events received by all readers. */
    long received() {
        return readers.stream()
                .flatMap(reader -> reader.history().all().stream())
                .mapToLong(ReaderHistory::size)
                .sum();
    }

    /** Starts a reader at the beginning of a log. @param endpoint serves its topic */
    public void addFromStart(TopicModel topicModel, Endpoint endpoint, ReaderBehavior behavior) {
        from(Snapshot.NONE, topicModel, endpoint, behavior);
    }

    /** Starts a reader that continues after a snapshot. */
    public void from(Snapshot snapshot, TopicModel topicModel, Endpoint endpoint, ReaderBehavior behavior) {
        String name = (readers.size() + 1) + " (" + behavior + ", " + endpoint + ", since " + snapshot.since() + ")";
        ReaderHistory history = new ReaderHistory(name, topicModel, snapshot.since(), snapshot.rows(), epoch);
        Reader reader = new Reader(history, endpoint, behavior, random.nextLong(), statistics, nodes);
        readers.add(reader);
        clients.start(reader);
    }

    /** Lets all readers continue to the present end of their logs. The checker reports what a late reader missed. @param ofEpoch that of the logs */
    void finish(Map<String, DatabaseState> now, String ofEpoch, EventJournal journal) {
        for (Reader reader : readers) {
            TopicModel topicModel = reader.history().topicModel();
            long end = now.get(topicModel.topic()).last(topicModel);
            ends.put(reader, end);
            reader.finish(end, ofEpoch);
        }
        long late = System.nanoTime() + TimeUnit.SECONDS.toNanos(CATCH_UP_SECONDS);
        for (Reader reader : readers) {
            if (!clients.awaitEnd(reader, late)) {
                journal.record("reader " + reader.history().reader() + " is still at " + reader.position() + "; "
                        + reader.lastFailure());
            }
        }
        stop();
        long never = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (Reader reader : readers) {
            if (!clients.awaitEnd(reader, never)) {
                throw new AssertionError("a reader does not end");
            }
        }
    }

    void check(Checker checker) {
        readers.forEach(reader -> checker.reader(reader.history(), ends.get(reader)));
    }

    void stop() {
        readers.forEach(Reader::stop);
    }
}
