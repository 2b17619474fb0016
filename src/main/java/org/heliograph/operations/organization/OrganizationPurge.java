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
 * their row. Each step is a small transaction, and a run has a bounded time: an organisation may have a hundred thousand machines.
 */
@ApplicationScoped
public class OrganizationPurge {
    /** How long a run goes on; much less than the time after which a node is not ready because a job of a short period has not ended. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

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
        long end = System.nanoTime() + LONGEST.toNanos();
        for (String id : deleted()) {
            String namespace = Topic.ofOrganization(id, "machines").namespace();
            boolean more = true;
            while (more && System.nanoTime() - end < 0) {
                more = rows.deleteSome(id) || log.purgeSome(namespace);
            }
            if (!more) {
                rows.deleteEmpty(id);
            }
        }
    }

    private List<String> deleted() {
        return sql.query(DELETED, row -> row.text("id"));
    }
}
