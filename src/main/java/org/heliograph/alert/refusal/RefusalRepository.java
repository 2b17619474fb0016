package org.heliograph.alert.refusal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.heliograph.identity.SecureTokens;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.persistence.SqlTemplate;

/** Reads and writes refused reports, one row for each kind, for all nodes. */
@ApplicationScoped
public class RefusalRepository {
    /** More kinds than this are counted together. */
    static final int MAX_KINDS = 100;

    private static final Refusal OTHERS = new Refusal("several", "Reports were refused for further reasons.", "");

    private static final String COUNT = "update alert_refusal set reports = reports + ?, last_at = ? where id = ?";
    private static final String INSERT = "insert into alert_refusal (id, source, message, example, reports, first_at,"
            + " last_at) values (?, ?, ?, ?, ?, ?, ?)";
    private static final String LIST = "select source, message, example, reports, first_at, last_at from alert_refusal"
            + " order by last_at desc, id";

    @Inject
    private SqlTemplate sql;

    /** For the container. */
    protected RefusalRepository() {}

    RefusalRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** A kind with its first and its last report. */
    record Row(Refusal refusal, Instant firstAt, Instant lastAt) {}

    /**
     * Counts refused reports of one kind. Called outside of a transaction.
     *
     * @return the kind that is new in the table; null when it was known
     */
    Refusal add(Refusal refusal, Instant now) {
        if (count(refusal, now)) {
            return null;
        }
        boolean room = sql.query("select count(*) as kinds from alert_refusal", row -> row.bigint("kinds"))
                        .get(0)
                < MAX_KINDS;
        Refusal kind = room ? refusal : new Refusal(OTHERS.source(), OTHERS.message(), "", refusal.reports());
        if (!room && count(kind, now)) {
            return null;
        }
        try {
            sql.update(INSERT, id(kind), kind.source(), kind.message(), kind.example(), kind.reports(), now, now);
            return kind;
        } catch (DatabaseException failed) {
            // another node was faster
            if (DatabaseException.isDuplicate(failed) && count(kind, now)) {
                return null;
            }
            throw failed;
        }
    }

    private boolean count(Refusal kind, Instant now) {
        return sql.update(COUNT, kind.reports(), now, id(kind)) > 0;
    }

    private static String id(Refusal kind) {
        return SecureTokens.hash(kind.source() + '\n' + kind.message());
    }

    /** The kinds, the most recent first. */
    List<Row> list() {
        return sql.query(
                LIST,
                row -> new Row(
                        new Refusal(
                                row.text("source"), row.text("message"), row.text("example"), row.bigint("reports")),
                        row.time("first_at"),
                        row.time("last_at")));
    }

    /** Deletes the kinds whose last report is older. */
    void deleteBefore(Instant time) {
        sql.update("delete from alert_refusal where last_at < ?", time);
    }
}
