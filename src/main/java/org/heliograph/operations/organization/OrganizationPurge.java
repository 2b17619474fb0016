package org.heliograph.operations.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.LogRetention;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;

/**
 * Deletes what deleted organisations had: machines and their history, the log of their channels, their view of the audit trail, and then
 * their row. Each step is a small transaction, and a run has a bounded number of them: an organisation may have a hundred thousand machines.
 */
@ApplicationScoped
public class OrganizationPurge {
    private static final int STEPS_PER_RUN = 50;
    private static final String DELETED =
            "select id from organization where deleted_at is not null order by deleted_at, id";

    @Inject
    private SqlTemplate sql;

    @Inject
    private OrganizationPurgeRepository rows;

    @Inject
    private LogRetention log;

    @Produces
    static ScheduledJob job(OrganizationPurge purge) {
        return new ScheduledJob("organization-purge", Duration.ofSeconds(5), purge::purge);
    }

    /** Called outside of a transaction. */
    public void purge() {
        int steps = STEPS_PER_RUN;
        for (String id : deleted()) {
            while (steps > 0 && rows.deleteSome(id)) {
                steps--;
            }
            if (steps > 0) {
                log.purge(Topic.ofOrganization(id, "machines").namespace());
                rows.deleteEmpty(id);
            }
        }
    }

    private List<String> deleted() {
        return sql.query(DELETED, row -> row.text("id"));
    }
}
