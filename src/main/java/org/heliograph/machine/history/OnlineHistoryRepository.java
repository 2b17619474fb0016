package org.heliograph.machine.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.machine.MachineStatus;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** The rows of the histories of online machines. Only the one that holds {@link #claim} writes. */
@ApplicationScoped
class OnlineHistoryRepository {
    private static final String LOCK = "select written_at from machine_history_writer where id = 1 for update";

    private static final String COUNTS = "select org_id, sum(delta) as total, sum(case when status = '"
            + MachineStatus.ONLINE.text()
            + "' then delta else 0 end) as online from machine_count group by org_id having sum(delta) > 0";

    private static final String COLUMNS =
            "org_id, resolution, from_at, samples, online_sum, online_low, online_high," + " online_last, total_last";

    private static final String OF_PERIOD =
            "select " + COLUMNS + " from machine_history where resolution = ? and from_at = ?";

    private static final String OF_ORGANIZATION = "select " + COLUMNS
            + " from machine_history where org_id = ? and resolution = ? and from_at >= ? order by from_at desc"
            + " fetch first ? rows only";

    private static final String UPDATE = "update machine_history set samples = ?, online_sum = ?, online_low = ?,"
            + " online_high = ?, online_last = ?, total_last = ? where org_id = ? and resolution = ? and from_at = ?";

    private static final String INSERT = "insert into machine_history (samples, online_sum, online_low, online_high,"
            + " online_last, total_last, org_id, resolution, from_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected OnlineHistoryRepository() {}

    @Inject
    OnlineHistoryRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** A stored period. */
    record Point(String orgId, Instant from, OnlineCount count) {}

    /**
     * Takes the turn to write a sample until the transaction ends. Of several nodes each waits for the one before, and finds what it has
     * written.
     *
     * @return when the last sample was taken; long ago when there is none
     */
    Instant claim() {
        return sql.query(LOCK, row -> row.time("written_at")).get(0);
    }

    /** Records when the last sample was taken. */
    void sampled(Instant at) {
        sql.update("update machine_history_writer set written_at = ? where id = 1", at);
    }

    /** The present numbers of each organisation that has machines. */
    Map<String, OnlineCount> present() {
        Map<String, OnlineCount> counts = new HashMap<>();
        sql.query(
                COUNTS,
                row -> counts.put(row.text("org_id"), OnlineCount.of(row.bigint("online"), row.bigint("total"))));
        return counts;
    }

    /** The counts of one period, by organisation. */
    Map<String, OnlineCount> of(HistoryResolution resolution, Instant start) {
        Map<String, OnlineCount> counts = new HashMap<>();
        sql.query(OF_PERIOD, OnlineHistoryRepository::point, resolution.text(), start)
                .forEach(point -> counts.put(point.orgId(), point.count()));
        return counts;
    }

    /** Adds later counts to those of the same period, or stores them as its first. */
    void add(HistoryResolution resolution, Instant start, Map<String, OnlineCount> later) {
        if (later.isEmpty()) {
            return;
        }
        Map<String, OnlineCount> stored = of(resolution, start);
        sql.batch(
                UPDATE,
                later.entrySet().stream()
                        .filter(one -> stored.containsKey(one.getKey()))
                        .map(one -> parameters(
                                stored.get(one.getKey()).plus(one.getValue()), one.getKey(), resolution, start))
                        .toList());
        sql.batch(
                INSERT,
                later.entrySet().stream()
                        .filter(one -> !stored.containsKey(one.getKey()))
                        .map(one -> parameters(one.getValue(), one.getKey(), resolution, start))
                        .toList());
    }

    private static Object[] parameters(OnlineCount count, String orgId, HistoryResolution resolution, Instant start) {
        return new Object[] {
            count.samples(),
            count.sum(),
            count.low(),
            count.high(),
            count.last(),
            count.total(),
            orgId,
            resolution.text(),
            start
        };
    }

    /** The newest periods of an organisation, newest first. @param most how many */
    List<Point> read(String orgId, HistoryResolution resolution, Instant from, int most) {
        return sql.query(OF_ORGANIZATION, OnlineHistoryRepository::point, orgId, resolution.text(), from, most);
    }

    /** Deletes the periods that began before a time. */
    void purge(HistoryResolution resolution, Instant before) {
        sql.update("delete from machine_history where resolution = ? and from_at < ?", resolution.text(), before);
    }

    private static Point point(SqlRow row) throws SQLException {
        return new Point(
                row.text("org_id"),
                row.time("from_at"),
                new OnlineCount(
                        row.bigint("samples"),
                        row.bigint("online_sum"),
                        row.bigint("online_low"),
                        row.bigint("online_high"),
                        row.bigint("online_last"),
                        row.bigint("total_last")));
    }
}
