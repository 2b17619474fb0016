package org.heliograph.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Topic;
import org.heliograph.persistence.SqlTemplate;

/** What this node knows about the events that wait for their sequence numbers. */
@ApplicationScoped
public class PendingEventStatus implements RestoreListener {
    private static final String OLDEST = "select created_at, current_timestamp as present from pending_event"
            + " where ticket > ? order by ticket fetch first 1 row only";

    private static final String BY_TOPIC = "select topic, count(*) as events, min(created_at) as created_at,"
            + " current_timestamp as present from pending_event where ticket > ? group by topic";

    /** It takes an id of its own, since a snapshot has no upper bound of those that are in use: its maximum is that of transactions that have ended. */
    private static final String LOOK =
            "select case when is_called then last_value else last_value - 1 end as last_ticket,"
                    + " coalesce((select min(ticket) from pending_event where ticket > ?), " + Long.MAX_VALUE
                    + ") as first_pending,"
                    + " cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) as oldest_open,"
                    + " case when pg_is_in_recovery() then 0 else cast(cast(pg_current_xact_id() as text) as bigint) end as transaction"
                    + " from pending_event_ticket_seq";

    private final TicketFloor floor = new TicketFloor();
    private SqlTemplate sql;
    private volatile Duration oldest = Duration.ZERO;
    private volatile boolean restored;

    /** For the container's proxy. */
    protected PendingEventStatus() {}

    @Inject
    PendingEventStatus(SqlTemplate sql) {
        this.sql = sql;
    }

    /** The ticket up to which no event is pending. */
    long floor() {
        return restored ? 0 : floor.get();
    }

    /** How long the oldest event has waited for its sequence number, as of the last second; zero when none waits. */
    public Duration oldest() {
        return oldest;
    }

    /** Looks into the database; called every second, by one thread. @return whether any event is pending */
    boolean refresh() {
        // H2 keeps no rows for old snapshots, so that it needs no floor
        if (sql.isPostgreSql()) {
            raiseFloor();
        }
        List<Duration> waits = sql.query(OLDEST, row -> between(row.time("created_at"), row.time("present")), floor());
        oldest = waits.isEmpty() ? Duration.ZERO : waits.get(0);
        return !waits.isEmpty();
    }

    /** What waits on one topic. @param oldest how long its oldest event has waited */
    public record Waiting(long events, Duration oldest) {}

    /** The events that wait at this moment, by topic. Asks the database. */
    public Map<Topic, Waiting> byTopic() {
        Map<Topic, Waiting> waiting = new HashMap<>();
        sql.query(
                        BY_TOPIC,
                        row -> Map.entry(
                                Topic.parse(row.text("topic")),
                                new Waiting(
                                        row.bigint("events"), between(row.time("created_at"), row.time("present")))),
                        floor())
                .forEach(row -> waiting.put(row.getKey(), row.getValue()));
        return waiting;
    }

    /** A restored database gives out earlier tickets again. */
    @Override
    public void discard() {
        restored = true;
    }

    private void raiseFloor() {
        if (restored) {
            floor.reset();
            restored = false;
        }
        floor.observe(sql.query(
                        LOOK,
                        row -> new TicketFloor.Look(
                                row.bigint("last_ticket"),
                                row.bigint("first_pending"),
                                row.bigint("oldest_open"),
                                row.bigint("transaction")),
                        floor.get())
                .get(0));
    }

    private static Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
