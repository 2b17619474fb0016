package org.heliograph.uptime.status;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.state.MonitorStatus;

/**
 * The state of a page as a whole and the counts of its monitors. In the stock states, a pending monitor counts as down, and nothing but
 * the monitors counts. In all states, the page is never better than its worst open incident, nor up during a maintenance.
 */
final class StatusSummary {
    private static final Set<MonitorStatus> STOCK =
            EnumSet.of(MonitorStatus.UP, MonitorStatus.DEGRADED, MonitorStatus.DOWN);

    private static final List<MonitorStatus> BEST_TO_WORST = List.of(
            MonitorStatus.UP,
            MonitorStatus.PENDING,
            MonitorStatus.MAINTENANCE,
            MonitorStatus.UNKNOWN,
            MonitorStatus.DEGRADED,
            MonitorStatus.DOWN);
    /** The severities of incidents, from the least, and the state as which each counts. */
    private static final Map<String, MonitorStatus> SEVERITIES = severities();

    /** What a headline may say, from best to worst: states, and severities of incidents. */
    private static final List<String> CONDITIONS =
            List.of("up", "pending", "maintenance", "unknown", "minor", "degraded", "major", "critical", "down");

    private final States states;
    private final OpenNotices open;
    private final MonitorStatus ofItems;
    private final MonitorStatus page;
    private final Map<String, MonitorStatus> monitors = new HashMap<>();
    private final Set<String> visited = new HashSet<>();

    StatusSummary(List<StatusItem> items, OpenNotices open, States states) {
        this.states = states;
        this.open = open;
        ofItems = MonitorStatus.ofPage(items.stream().map(this::status).toList());
        collect(items);
        page = states == States.FULL ? withNotices() : ofItems;
    }

    private static Map<String, MonitorStatus> severities() {
        Map<String, MonitorStatus> severities = new LinkedHashMap<>();
        severities.put("minor", MonitorStatus.DEGRADED);
        severities.put("major", MonitorStatus.DEGRADED);
        severities.put("critical", MonitorStatus.DOWN);
        return severities;
    }

    private MonitorStatus withNotices() {
        Stream<MonitorStatus> reported = open.severities().stream().map(SEVERITIES::get);
        Stream<MonitorStatus> planned = isMaintained() ? Stream.of(MonitorStatus.MAINTENANCE) : Stream.empty();
        return Stream.of(Stream.of(ofItems), planned, reported)
                .flatMap(Function.identity())
                .max(Comparator.comparing(BEST_TO_WORST::indexOf))
                .orElse(ofItems);
    }

    private boolean isMaintained() {
        return open.maintenance() || monitors.containsValue(MonitorStatus.MAINTENANCE);
    }

    /**
     * The headline of the page as one word, of which the pages have a sentence each (webapp/app/status/items.js): its worst condition,
     * with {@code available} and {@code maintained} for what is up and in maintenance in another sense, and {@code none} without any service.
     */
    String headline() {
        Stream<String> conditions = Stream.concat(
                Stream.of(ofItems.text(), isMaintained() ? MonitorStatus.MAINTENANCE.text() : ofItems.text()),
                open.severities().stream());
        String worst = conditions.max(Comparator.comparing(CONDITIONS::indexOf)).orElseThrow();
        long up = count(MonitorStatus.UP);
        if (monitors.isEmpty() && visited.isEmpty() && worst.equals(ofItems.text())) {
            return "none";
        }
        if (worst.equals(MonitorStatus.UP.text()) && up != monitors.size()) {
            return "available";
        }
        boolean isWhole = worst.equals(MonitorStatus.MAINTENANCE.text()) && ofItems == MonitorStatus.MAINTENANCE;
        return isWhole ? "maintained" : worst;
    }

    private long count(MonitorStatus status) {
        return monitors.values().stream().filter(status::equals).count();
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

    MonitorStatus page() {
        return page;
    }

    /** The page for a reader who sees all states. @param items whose summary this is */
    StatusOverview overview(List<StatusItem> items) {
        Map<MonitorStatus, Long> counts = new EnumMap<>(MonitorStatus.class);
        for (MonitorStatus status : MonitorStatus.values()) {
            counts.put(status, count(status));
        }
        return new StatusOverview(page, headline(), counts, items);
    }

    JsonObject json() {
        JsonObjectBuilder counts = JsonText.object();
        for (MonitorStatus status : MonitorStatus.values()) {
            if (states == States.FULL || STOCK.contains(status)) {
                counts.add(status.text(), count(status));
            }
        }
        JsonObjectBuilder summary =
                JsonText.object().add("status", page.text()).add("monitors", counts.add("total", monitors.size()));
        return states == States.FULL
                ? summary.add("headline", headline())
                        .add("incidents", incidents())
                        .build()
                : summary.build();
    }

    private JsonObjectBuilder incidents() {
        JsonObjectBuilder counts = JsonText.object();
        for (String severity : SEVERITIES.keySet()) {
            counts.add(
                    severity,
                    open.severities().stream().filter(severity::equals).count());
        }
        return counts;
    }
}
