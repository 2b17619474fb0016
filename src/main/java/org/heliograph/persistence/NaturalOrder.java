package org.heliograph.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Sorts texts as people order them: {@code node-2} before {@code node-10}, and no capitals first. Each number is padded to nine digits;
 * of a longer one the value still decides, but not against shorter ones. PostgreSQL replaces only the first match without the flag
 * {@code g}, which H2 refuses.
 */
@ApplicationScoped
public class NaturalOrder {
    private static final String PADDED =
            "regexp_replace(regexp_replace(lower(%1$s), '(?<![0-9])(?=[0-9])', '00000000'%2$s), '(?<![0-9])0+(?=[0-9]{9})', ''%2$s)";

    private SqlTemplate sql;

    /** For the container's proxies. */
    protected NaturalOrder() {}

    @Inject
    public NaturalOrder(SqlTemplate sql) {
        this.sql = sql;
    }

    /** The SQL expression by which to sort. @param column an SQL expression; no text of a caller */
    public String of(String column) {
        String padded = PADDED.formatted(column, sql.isPostgreSql() ? ", 'g'" : "");
        return sql.isPostgreSql() ? padded + " collate \"C\"" : padded;
    }
}
