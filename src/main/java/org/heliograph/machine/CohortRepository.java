package org.heliograph.machine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.heliograph.persistence.SqlTemplate;

/**
 * The cohorts in which the cleanup looks for silent machines. Each has a lower bound of the times at which the machines that the cleanup may
 * have to change were seen. As heartbeats only raise these times, a cohort need not be looked at before its bound is a silence ago; then
 * its bound is computed anew. So a million machines that are well cost the cleanup one look at each every few minutes, and a heartbeat
 * writes no index (docs/adr/0035-machines-in-great-number.md).
 */
@ApplicationScoped
public class CohortRepository {
    /** A cohort with fewer members takes more of them, up to as many again. */
    static final int SIZE = 1_000;

    /** More than the clocks of nodes may differ, and than the data API accepts. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    /** As late as a heartbeat may be written: a machine that comes back has been seen this long ago at most. */
    private static final Duration LATENESS = Duration.ofSeconds(15);

    static final String SEEN =
            "case when ephemeral = true or status = 'online'" + " then coalesce(last_seen, created_at) end";

    private static final String WITHOUT = "select id, " + SEEN + " as seen from machine where cohort = 0"
            + " order by id fetch first " + SIZE + " rows only for update skip locked";

    private static final String OPEN = "select id from machine_cohort where members < " + SIZE
            + " order by id desc fetch first 1 rows only for update skip locked";

    private static final String NEW = "insert into machine_cohort (members, oldest_seen) values (0, ?)";

    private static final String ADMIT = "update machine_cohort set members = members + ?,"
            + " oldest_seen = case when oldest_seen < ? then oldest_seen else ? end where id = ?";

    /** A bound in the future was written by a clock that has been set back since. */
    private static final String DUE =
            "select id from machine_cohort where (oldest_seen < ? or oldest_seen > ?) and id > ?"
                    + " order by id fetch first %s rows only for update skip locked";

    private static final String CORRECT = "update machine set last_seen = ? where cohort = ? and last_seen > ?";

    private static final String COUNT =
            "select count(*) as members, min(" + SEEN + ") as oldest from machine where cohort = ?";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected CohortRepository() {}

    @Inject
    public CohortRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** A cohort as counted. @param oldestSeen the earliest time at which a machine was seen that the cleanup may change; null without one */
    public record Cohort(long id, int members, Instant oldestSeen) {
        boolean hasSilent(Instant cutoff) {
            return oldestSeen != null && oldestSeen.isBefore(cutoff);
        }
    }

    private record Newcomer(String id, Instant seen) {}

    /** Takes machines that are in no cohort into one. @return how many; 0 when none is left */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int admit(Instant now) {
        List<Newcomer> newcomers = sql.query(WITHOUT, row -> new Newcomer(row.text("id"), row.time("seen")));
        if (newcomers.isEmpty()) {
            return 0;
        }
        Instant oldest = bound(
                newcomers.stream()
                        .map(Newcomer::seen)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null),
                now);
        long cohort = open(now);
        sql.update(
                "update machine set cohort = ? where id = any(?)",
                cohort,
                newcomers.stream().map(Newcomer::id).toList());
        sql.update(ADMIT, newcomers.size(), oldest, oldest, cohort);
        return newcomers.size();
    }

    /** A cohort that takes members, locked. */
    private long open(Instant now) {
        List<Long> open = sql.query(OPEN, row -> row.bigint("id"));
        if (open.isEmpty()) {
            sql.update(NEW, now);
            // other nodes may make one as well, and take this one once this transaction has ended
            open = sql.query(OPEN, row -> row.bigint("id"));
        }
        return open.get(0);
    }

    /** Locks cohorts that may contain silent machines, and that no other node looks at. @return their ids, in ascending order */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Long> due(Instant cutoff, Instant now, long after, int limit) {
        return sql.query(DUE.formatted(limit), row -> row.bigint("id"), cutoff, now.plus(AHEAD), after);
    }

    /**
     * Replaces times that are far in the future, which a clock wrote that has been set back since: a machine with such a time could be silent
     * for as long without being noticed.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void correctFutureTimes(long cohort, Instant now) {
        sql.update(CORRECT, now, cohort, now.plus(AHEAD));
    }

    /** Counts a cohort. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Cohort count(long cohort) {
        return sql.query(COUNT, row -> new Cohort(cohort, row.integer("members"), row.time("oldest")), cohort)
                .get(0);
    }

    /** Writes what was counted of cohorts that are locked, and deletes those without members. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(List<Cohort> cohorts, Instant now) {
        List<Object[]> kept = new ArrayList<>();
        List<Object[]> empty = new ArrayList<>();
        for (Cohort cohort : cohorts) {
            if (cohort.members() == 0) {
                empty.add(new Object[] {cohort.id()});
            } else {
                kept.add(new Object[] {cohort.members(), bound(cohort.oldestSeen(), now), cohort.id()});
            }
        }
        sql.batch("update machine_cohort set members = ?, oldest_seen = ? where id = ?", kept);
        sql.batch("delete from machine_cohort where id = ?", empty);
    }

    private static Instant bound(Instant oldest, Instant now) {
        Instant latest = now.minus(LATENESS);
        return oldest != null && oldest.isBefore(latest) ? oldest : latest;
    }
}
