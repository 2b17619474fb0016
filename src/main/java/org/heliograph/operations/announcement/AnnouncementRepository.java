package org.heliograph.operations.announcement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.persistence.SqlRow;
import org.heliograph.persistence.SqlTemplate;

/** The rows of announcements. */
@ApplicationScoped
class AnnouncementRepository {
    private static final String SELECT =
            "select id, message, severity, created_by, created_at, begins_at, ends_at from announcement";

    private SqlTemplate sql;

    /** For the container's proxy. */
    protected AnnouncementRepository() {}

    @Inject
    AnnouncementRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /** Newest first. */
    List<Announcement> all(int most) {
        return sql.query(
                SELECT + " order by created_at desc, id fetch first " + most + " rows only",
                AnnouncementRepository::row);
    }

    int count() {
        return sql.query("select count(*) as announcements from announcement", row -> row.integer("announcements"))
                .get(0);
    }

    void insert(Announcement one) {
        sql.update(
                "insert into announcement (id, message, severity, created_by, created_at, begins_at, ends_at)"
                        + " values (?, ?, ?, ?, ?, ?, cast(? as timestamp(3) with time zone))",
                one.id(),
                one.text(),
                one.severity(),
                one.createdBy(),
                one.createdAt(),
                one.since(),
                one.until());
    }

    /** The deleted announcement; empty when there is none of the id, or another call has deleted it. */
    Optional<Announcement> delete(String id) {
        List<Announcement> found = sql.query(SELECT + " where id = ?", AnnouncementRepository::row, id);
        boolean deleted = sql.update("delete from announcement where id = ?", id) == 1;
        return deleted ? found.stream().findFirst() : Optional.empty();
    }

    /** Deletes those that ended before a moment. */
    void purge(Instant before) {
        sql.update("delete from announcement where ends_at < ?", before);
    }

    private static Announcement row(SqlRow row) throws SQLException {
        return new Announcement(
                row.text("id"),
                row.text("message"),
                row.text("severity"),
                row.text("created_by"),
                row.time("created_at"),
                row.time("begins_at"),
                row.time("ends_at"));
    }
}
