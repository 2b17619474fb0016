package org.heliograph.uptime.status;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.state.MonitorStatus;

/** The state of a page as a whole and the counts of its monitors. In the stock states, a pending monitor counts as down. */
final class StatusSummary {
    private static final Set<MonitorStatus> STOCK =
            EnumSet.of(MonitorStatus.UP, MonitorStatus.DEGRADED, MonitorStatus.DOWN);

    private final States states;
    private final MonitorStatus page;
    private final Map<String, MonitorStatus> monitors = new HashMap<>();
    private final Set<String> visited = new HashSet<>();

    StatusSummary(List<StatusItem> items, States states) {
        this.states = states;
        page = MonitorStatus.ofPage(items.stream().map(this::status).toList());
        collect(items);
    }

    /** Puts all monitors of the items into the map, so that one with several places counts once. */
    private void collect(List<StatusItem> items) {
        for (StatusItem item : items) {
            if (!item.isGroup()) {
                monitors.put(item.id(), status(item));
            }
            if (visited.add(item.id())) {
                collect(item.children());
            }
        }
    }

    private MonitorStatus status(StatusItem item) {
        MonitorStatus status = item.status(states);
        return states == States.STOCK && status == MonitorStatus.PENDING ? MonitorStatus.DOWN : status;
    }

    JsonObject json() {
        JsonObjectBuilder counts = JsonText.object();
        for (MonitorStatus status : MonitorStatus.values()) {
            if (states == States.FULL || STOCK.contains(status)) {
                counts.add(
                        status.text(),
                        monitors.values().stream().filter(status::equals).count());
            }
        }
        return JsonText.object()
                .add("status", page.text())
                .add("monitors", counts.add("total", monitors.size()))
                .build();
    }
}
