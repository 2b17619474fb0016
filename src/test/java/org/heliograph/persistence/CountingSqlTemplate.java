package org.heliograph.persistence;

import java.util.List;

/** Counts the queries that it executes. */
public final class CountingSqlTemplate extends SqlTemplate {
    private int queries;

    public CountingSqlTemplate(TestDatabase database) {
        super(database.source());
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) {
        queries++;
        return super.query(sql, mapper, parameters);
    }

    /** The number of queries since the last call. */
    public int queries() {
        int counted = queries;
        queries = 0;
        return counted;
    }
}
