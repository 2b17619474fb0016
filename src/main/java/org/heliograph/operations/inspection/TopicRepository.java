package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.heliograph.persistence.SqlTemplate;

/** The names of the topics that the log has or had events of. */
@ApplicationScoped
public class TopicRepository {
    private SqlTemplate sql;

    /** For the container's proxy. */
    protected TopicRepository() {}

    @Inject
    TopicRepository(SqlTemplate sql) {
        this.sql = sql;
    }

    /**
     * Names in the order of their characters, whatever the order of the database is.
     *
     * @param search a part of the names, in any case; empty for all
     * @param after  the name after which they begin; empty for the beginning
     */
    public List<String> names(String search, String after, int limit) {
        String name = sql.isPostgreSql() ? "topic collate \"C\"" : "topic";
        // one row is no topic: its name, which is empty, comes before every other
        return sql.query(
                "select topic from topic_position where " + name + " > ? and lower(topic) like ? escape '!' order by "
                        + name + " fetch first " + limit + " rows only",
                row -> row.text("topic"),
                after,
                "%" + search.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
    }
}
