package org.heliograph.operations.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import org.heliograph.uptime.admin.GroupAdminService;
import org.heliograph.uptime.admin.MonitorAdminService;
import org.heliograph.uptime.admin.StatusPageAdminService;

/** What demo accounts created for the whole installation: status pages with their monitors, and alerts. */
@ApplicationScoped
public class DemoContent {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private StatusPageAdminService pages;

    @Inject
    private GroupAdminService groups;

    @Inject
    private MonitorAdminService monitors;

    /** Deletes all of it, and references to it in what others created. */
    @Transactional
    public void remove() {
        ids("StatusPage").forEach(pages::delete);
        ids("MonitorGroup").forEach(groups::delete);
        ids("Monitor").forEach(monitors::delete);
        entities.createQuery("delete from Alert a where a.demo = true").executeUpdate();
    }

    private List<String> ids(String entity) {
        return entities.createQuery("select e.id from " + entity + " e where e.demo = true order by e.id", String.class)
                .getResultList();
    }
}
