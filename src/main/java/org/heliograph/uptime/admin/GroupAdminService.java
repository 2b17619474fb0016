package org.heliograph.uptime.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.group.GroupStateRepository;
import org.heliograph.uptime.monitor.GroupStrategy;
import org.heliograph.uptime.monitor.IdList;
import org.heliograph.uptime.monitor.MonitorGroup;

/** Administers groups. Deleting one leaves its children in place. */
@ApplicationScoped
public class GroupAdminService extends AdminService<MonitorGroup> {
    private static final List<String> STRATEGIES =
            Stream.of(GroupStrategy.values()).map(GroupStrategy::text).toList();

    @Inject
    private MonitorReferences references;

    @Inject
    private GroupStateRepository states;

    /** For the container. */
    public GroupAdminService() {
        super(MonitorGroup.class, "group");
    }

    @Override
    protected MonitorGroup instantiate(String id, Instant now) {
        return new MonitorGroup(id, GroupStrategy.ANY_UP, now);
    }

    @Override
    protected BiConsumer<MonitorGroup, FieldReader> prepare(FieldReader form) {
        return this::fill;
    }

    @Override
    protected void requireFreeId(String id) {
        references.requireFreeId(id);
    }

    @Override
    protected void created(MonitorGroup group, Instant now) {
        states.insert(group.getId());
    }

    @Override
    protected void deleted(MonitorGroup group) {
        references.remove(group.getId());
    }

    @Override
    protected void describe(MonitorGroup group, JsonObjectBuilder json) {
        json.add("strategy", group.getStrategy().text());
        if (group.getDegradedThreshold() != null) {
            json.add("degradedThreshold", group.getDegradedThreshold());
        }
        json.add("children", IdList.json(group.getChildren()));
    }

    private void fill(MonitorGroup group, FieldReader form) {
        form.need("strategy");
        form.oneOf("strategy", STRATEGIES).flatMap(GroupStrategy::parse).ifPresent(group::setStrategy);
        if (form.cleared("degradedThreshold")) {
            group.setDegradedThreshold(null);
        }
        form.number("degradedThreshold", 0, 100).ifPresent(group::setDegradedThreshold);
        references.readChildren(form, group.getId(), group.getChildren()).ifPresent(group::setChildren);
        states.expedite(group.getId());
    }
}
