package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.FlushModeType;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.identity.account.DemoCaller;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Form;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorTopology;

/** Writes monitors. */
@ApplicationScoped
public class MonitorEditor extends Editor<Monitor> {
    /** How far back a first pulse may lie. */
    private static final Duration OLDEST_PULSE = Duration.ofMinutes(10);

    private static final String STATE =
            "insert into monitor_state (monitor_id, status, checked_at, rolled_to, uptime_at)"
                    + " values (?1, 'pending', ?2, ?3, ?2)";

    @Inject
    private MonitorReferences references;

    @Inject
    private MonitorTopology outline;

    @Inject
    private DemoCaller demo;

    @Inject
    private Clock clock;

    /** For the container. */
    public MonitorEditor() {
        super(Monitor.class, "monitor", "There is a monitor of this id or token.");
    }

    @Override
    @Transactional
    public String create(Body body) {
        outline.change();
        Form form = Form.ofNew(body);
        Instant now = Timestamps.now(clock);
        Monitor monitor = new Monitor(Ids.ofNew(form), "", SecureTokens.newToken(""), 0, now);
        monitor.setDemo(demo.calls());
        fill(monitor, form);
        if (references.isTaken(monitor.getId())) {
            throw ApiException.conflict("There is a monitor or group of this id.");
        }
        requireFreeToken(monitor);
        entities().persist(monitor);
        flush();
        entities()
                .createNativeQuery(STATE)
                .setParameter(1, monitor.getId())
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, Timestamp.from(now.minus(OLDEST_PULSE).truncatedTo(ChronoUnit.HOURS)))
                .executeUpdate();
        return monitor.getId();
    }

    @Override
    @Transactional
    public void change(String id, Body body) {
        outline.change();
        Monitor monitor = find(id);
        Form form = Form.ofChange(body);
        Ids.keep(form, id);
        fill(monitor, form);
        requireFreeToken(monitor);
        monitor.setUpdatedAt(Timestamps.now(clock));
        flush();
    }

    /** Deletes it with all its pulses, and takes it out of everything that names it. */
    @Override
    @Transactional
    public void delete(String id) {
        outline.change();
        entities().remove(find(id));
        references.forget(id);
    }

    private void fill(Monitor monitor, Form form) {
        MonitorForm.fill(monitor, form);
        references.readChildren(form, monitor.getId()).ifPresent(monitor::setChildren);
        references.read(form, "dependencies").ifPresent(monitor::setDependencies);
        form.check();
    }

    private void requireFreeToken(Monitor monitor) {
        long others = entities()
                .createQuery("select count(m.id) from Monitor m where m.token = :token and m.id <> :id", Long.class)
                .setParameter("token", monitor.getToken())
                .setParameter("id", monitor.getId())
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
        if (others > 0) {
            throw taken();
        }
    }
}
