package org.heliograph.machine.count;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;

/** Keeps the rows of the counts few, and the counts true when somebody has changed machines past the application. */
@ApplicationScoped
public class MachineCountMaintenance {
    private static final Logger LOG = Logger.getLogger(MachineCountMaintenance.class.getName());
    /** The maximum number of rows that a transaction replaces. */
    static final int STEP = 2_000;

    /** A run ends after so many transactions, and the next one goes on. */
    private static final int MAX_STEPS = 20;

    /**
     * Rows whose organisation and status have several, or a sum of nothing, those with the most first. There are fewer organisations and
     * statuses than rows, so that each transaction leaves fewer rows.
     */
    private static final String MERGEABLE = "select id, org_id, status, delta from machine_count"
            + " where (org_id, status) in (select org_id, status from machine_count group by org_id, status"
            + " having count(*) > 1 or sum(delta) = 0 order by count(*) desc fetch first " + STEP / 2 + " rows only)"
            + " order by id fetch first " + STEP + " rows only for update skip locked";

    private static final String INSERT = "insert into machine_count (org_id, status, delta) values (?, ?, ?)";

    /** One statement, that is one snapshot: what other transactions change meanwhile, they count themselves. */
    private static final String CORRECT = "insert into machine_count (org_id, status, delta)"
            + " select org_id, status, sum(n) from ("
            + "select org_id, status, count(*) as n from machine group by org_id, status"
            + " union all select org_id, status, -delta from machine_count) difference"
            + " group by org_id, status having sum(n) <> 0";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected MachineCountMaintenance() {}

    @Inject
    public MachineCountMaintenance(SqlTemplate sql) {
        this.sql = sql;
    }

    @Produces
    static ScheduledJob merging(MachineCountMaintenance counts) {
        return new ScheduledJob("machine-count", Duration.ofSeconds(5), () -> mergeAll(counts));
    }

    @Produces
    static ScheduledJob correcting(MachineCountMaintenance counts) {
        return new ScheduledJob("machine-count-check", Duration.ofMinutes(15), counts::correct);
    }

    private record Row(long id, String orgId, String status, long delta) {}

    /** Merges what there is, in several transactions if need be. */
    static void mergeAll(MachineCountMaintenance counts) {
        int steps = 1;
        while (counts.merge() && steps < MAX_STEPS) {
            steps++;
        }
    }

    /**
     * Replaces rows of an organisation and status by their sum, in one transaction; rows that another node merges are left to it.
     *
     * @return whether more may be left
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean merge() {
        Map<List<String>, Long> sums =
                new TreeMap<>((one, other) -> String.join("\n", one).compareTo(String.join("\n", other)));
        List<Row> rows = sql.query(
                MERGEABLE,
                row -> new Row(row.bigint("id"), row.text("org_id"), row.text("status"), row.bigint("delta")));
        rows.forEach(row -> sums.merge(List.of(row.orgId(), row.status()), row.delta(), Long::sum));
        sql.batch(
                "delete from machine_count where id = ?",
                rows.stream().map(row -> new Object[] {row.id()}).toList());
        sums.values().removeIf(sum -> sum == 0);
        sql.batch(
                INSERT,
                sums.entrySet().stream()
                        .map(sum ->
                                new Object[] {sum.getKey().get(0), sum.getKey().get(1), sum.getValue()})
                        .toList());
        return rows.size() >= STEP / 2;
    }

    /** Adds what the counts lack. It is nothing unless machines were changed by SQL, or by an older version of the application. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void correct() {
        // one node at a time, since two would add the same difference
        sql.query("select id from installation for update", row -> row.text("id"));
        int corrected = sql.update(CORRECT);
        if (corrected > 0) {
            LOG.log(Level.INFO, "corrected {0} counts of machines that were changed past the application", corrected);
        }
    }
}
