package org.heliograph.uptime.monitor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.uptime.state.MonitorStateRepository;

/**
 * Which monitors, groups and pages there are, and what lies beneath what, as one thing that one administrator at a time
 * changes. Its revision rises with each change.
 */
@ApplicationScoped
public class MonitorTopology {
    private static final String CHANGE = "update outline set revision = revision + 1 where id = 1";

    @Inject
    private SqlTemplate sql;

    @Inject
    private MonitorStateRepository states;

    /**
     * Begins a change; called first in its transaction. Until that ends nobody else changes the outline, and no monitor's
     * state: whoever moves one afterwards tells the pages that show it then.
     */
    public void change() {
        sql.update(CHANGE);
        states.lockAll();
    }

    /** The revision that is committed now. */
    public long revision() {
        return sql.query("select revision from outline where id = 1", row -> row.bigint("revision"))
                .get(0);
    }
}
