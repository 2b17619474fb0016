package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.DemoCaller;
import org.heliograph.rest.Body;
import org.heliograph.rest.Form;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorTopology;

/** Writes groups. */
@ApplicationScoped
public class GroupEditor extends Editor<MonitorGroup> {
    private static final List<String> STRATEGIES =
            Stream.of(GroupStrategy.values()).map(GroupStrategy::text).toList();

    @Inject
    private MonitorReferences references;

    @Inject
    private MonitorTopology outline;

    @Inject
    private DemoCaller demo;

    @Inject
    private Clock clock;

    /** For the container. */
    public GroupEditor() {
        super(MonitorGroup.class, "group", "There is a monitor or group of this id.");
    }

    @Override
    @Transactional
    public String create(Body body) {
        outline.change();
        Form form = Form.ofNew(body);
        MonitorGroup group = new MonitorGroup(Ids.ofNew(form), "", GroupStrategy.ANY_UP, Timestamps.now(clock));
        group.setDemo(demo.calls());
        fill(group, form);
        if (references.isTaken(group.getId())) {
            throw taken();
        }
        entities().persist(group);
        flush();
        return group.getId();
    }

    @Override
    @Transactional
    public void change(String id, Body body) {
        outline.change();
        MonitorGroup group = find(id);
        Form form = Form.ofChange(body);
        Ids.keep(form, id);
        fill(group, form);
        group.setUpdatedAt(Timestamps.now(clock));
    }

    /** Deletes it, and takes it out of everything that names it; what it held stays. */
    @Override
    @Transactional
    public void delete(String id) {
        outline.change();
        entities().remove(find(id));
        references.forget(id);
    }

    private void fill(MonitorGroup group, Form form) {
        form.need("name", "strategy");
        form.text("name", MonitorForm.LONGEST_NAME).ifPresent(group::setName);
        form.oneOf("strategy", STRATEGIES).flatMap(GroupStrategy::parse).ifPresent(group::setStrategy);
        if (form.cleared("degradedThreshold")) {
            group.setDegradedThreshold(null);
        }
        form.number("degradedThreshold", 0, 100).ifPresent(group::setDegradedThreshold);
        references.readChildren(form, group.getId()).ifPresent(group::setChildren);
        form.check();
    }
}
