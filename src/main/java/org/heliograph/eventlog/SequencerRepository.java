package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/**
 * Gives pending events their sequence numbers. The lock of a topic's row orders the sequencers of several nodes; none waits for another's
 * lock. A sequencer that falls silent in its transaction is ended by PostgreSQL, which frees its topics.
 *
 * <p>The events are read after the topic is locked. A transaction that saw the change of another one took its ticket after that one's commit,
 * so a read that finds its event finds the other one too, with a lower ticket: numbers in the order of tickets are in the order of commits.
 */
@ApplicationScoped
class SequencerRepository {
    /** The maximum number of events of one transaction. */
    static final int BATCH = 1_000;

    /** A row that is no topic. Sequencers that create topics lock it first, so that two never create the same topic. */
    private static final String CREATION_LOCK = "";

    private static final String BOUNDS = "set transaction isolation level read committed;"
            + " set local lock_timeout = 1000; set local idle_in_transaction_session_timeout = 2000";

    private static final String TOPICS = "select distinct topic from pending_event where ticket > ?";

    private static final String LOCK =
            "select topic from topic_position where topic = any(?) order by topic for update skip locked";

    private static final String READ =
            "select ticket, writer, ordinal, topic, event, payload, created_at, traceparent from pending_event"
                    + " where ticket > ? and topic = any(?) order by ticket fetch first " + BATCH + " rows only";

    private static final String LOCK_CREATION =
            "select topic from topic_position where topic = ? for update skip locked";

    private static final String CREATE =
            "insert into topic_position (topic, position) select cast(? as varchar(200)), 0"
                    + " where not exists (select 1 from topic_position where topic = ?)";

    private static final String INSERT =
            "insert into publication (topic, seq, event, payload, created_at, traceparent) values (?, ?, ?, ?, ?, ?)";

    private SqlTemplate sql;
    private TopicPositions positions;
    private LogNotifier notifier;

    /** For the container's proxy. */
    protected SequencerRepository() {}

    @Inject
    SequencerRepository(SqlTemplate sql, TopicPositions positions, LogNotifier notifier) {
        this.sql = sql;
        this.positions = positions;
        this.notifier = notifier;
    }

    /**
     * What one transaction has numbered.
     *
     * @param events  in the order of their tickets
     * @param skipped topics that have pending events and are locked by another transaction
     * @param more    whether there may be more events than one transaction takes
     */
    record Batch(List<SequencedEvent> events, Set<Topic> skipped, boolean more) {
        static final Batch EMPTY = new Batch(List.of(), Set.of(), false);
    }

    private record Row(long ticket, SequencedEvent event) {
        Topic topic() {
            return event.publication().topic();
        }
    }

    /**
     * Numbers the pending events of all topics that no other sequencer works on.
     *
     * @param floor the ticket after which to look
     */
    @Transactional
    public Batch sequence(long floor) {
        if (sql.isPostgreSql()) {
            sql.update(BOUNDS);
        }
        Set<String> skipped = new TreeSet<>(sql.query(TOPICS, row -> row.text("topic"), floor));
        if (skipped.isEmpty()) {
            return Batch.EMPTY;
        }
        Set<String> locked = new TreeSet<>(sql.query(LOCK, row -> row.text("topic"), skipped));
        skipped.removeAll(locked);
        locked.addAll(create(skipped));
        skipped.removeAll(locked);
        List<Row> found = locked.isEmpty() ? List.of() : sql.query(READ, SequencerRepository::row, floor, locked);
        List<SequencedEvent> numbered = number(found);
        move(found, numbered);
        return new Batch(
                numbered, skipped.stream().map(Topic::parse).collect(Collectors.toSet()), found.size() == BATCH);
    }

    private static Row row(SqlRow row) throws SQLException {
        Publication publication = new Publication(
                        Topic.parse(row.text("topic")),
                        Publication.UNLOGGED,
                        row.text("event"),
                        row.text("payload"),
                        row.time("created_at"))
                .tracedBy(LogStore.trace(row.text("traceparent")));
        return new Row(
                row.bigint("ticket"), new SequencedEvent(row.bigint("writer"), row.integer("ordinal"), publication));
    }

    /** Creates the topics that do not exist yet, and locks them thereby. @return those that it has created */
    private Set<String> create(Set<String> candidates) {
        Set<String> created = new TreeSet<>();
        Set<Topic> missing = candidates.stream().map(Topic::parse).collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            missing.removeAll(positions.of(missing).keySet());
        }
        if (!missing.isEmpty()
                && !sql.query(LOCK_CREATION, row -> row.text("topic"), CREATION_LOCK)
                        .isEmpty()) {
            for (Topic topic : missing) {
                if (sql.update(CREATE, topic.name(), topic.name()) == 1) {
                    created.add(topic.name());
                }
            }
        }
        return created;
    }

    private List<SequencedEvent> number(List<Row> rows) {
        Set<Topic> topics = rows.stream().map(Row::topic).collect(Collectors.toSet());
        Map<Topic, Long> last = new HashMap<>(positions.of(topics));
        List<SequencedEvent> numbered = new ArrayList<>(rows.size());
        for (Row row : rows) {
            long seq = last.merge(row.topic(), 1L, Long::sum);
            Publication event = row.event().publication();
            numbered.add(new SequencedEvent(
                    row.event().writer(),
                    row.event().ordinal(),
                    new Publication(event.topic(), seq, event.event(), event.payload(), event.timestamp())
                            .tracedBy(event.traceparent())));
        }
        return numbered;
    }

    private void move(List<Row> rows, List<SequencedEvent> numbered) {
        if (rows.isEmpty()) {
            return;
        }
        Collection<Long> tickets = rows.stream().map(Row::ticket).toList();
        int deleted = sql.update("delete from pending_event where ticket = any(?)", tickets);
        if (deleted != rows.size()) {
            // the topic is new and its events are being purged: the next transaction finds what is left of them
            throw new IllegalStateException("pending events have been deleted by another transaction");
        }
        Map<Topic, Long> last = new TreeMap<>();
        List<Object[]> inserts = new ArrayList<>(numbered.size());
        for (SequencedEvent event : numbered) {
            Publication one = event.publication();
            inserts.add(new Object[] {
                one.topic().name(), one.seq(), one.event(), one.payload(), one.timestamp(), one.traceparent()
            });
            last.put(one.topic(), one.seq());
        }
        sql.batch(INSERT, inserts);
        notifier.announce(last);
    }
}
