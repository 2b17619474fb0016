package org.heliograph.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Asks PostgreSQL for its plan of each statement, and then executes it. */
public final class PlanRecorder extends SqlTemplate {
    private final SqlTemplate sql;
    private final List<String> plans = new ArrayList<>();

    public PlanRecorder(SqlTemplate sql) {
        this.sql = sql;
    }

    @Override
    public <T> List<T> query(String statement, RowMapper<T> mapper, Object... parameters) {
        explain(statement, parameters);
        return sql.query(statement, mapper, parameters);
    }

    @Override
    public int update(String statement, Object... parameters) {
        explain(statement, parameters);
        return sql.update(statement, parameters);
    }

    @Override
    public int[] batch(String statement, Collection<Object[]> all) {
        all.stream().findFirst().ifPresent(parameters -> explain(statement, parameters));
        return sql.batch(statement, all);
    }

    private void explain(String statement, Object... parameters) {
        plans.add(statement + "\n"
                + String.join("\n", sql.query("explain " + statement, row -> row.text("QUERY PLAN"), parameters)));
    }

    /** The statements so far, each with its plan. */
    public List<String> plans() {
        return plans;
    }
}
