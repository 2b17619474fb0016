package org.heliograph.uptime.details;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ListWindow;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.TimeRange;
import org.heliograph.uptime.state.UptimeWindow;

/** Reads windows of the list of monitors with their states. The number of queries does not depend on that of the monitors. */
@ApplicationScoped
public class MonitorListService {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final double SECOND = 1000;

    @Inject
    private MonitorOrderCache orders;

    @Inject
    private MonitorListRepository monitors;

    @Inject
    private MonitorStateRepository states;

    @Inject
    private MonitorDetailsService details;

    @Inject
    private TimelineRepository timelines;

    @Inject
    private ServerAvailability availability;

    @Inject
    private Clock clock;

    /**
     * A window of the list.
     *
     * @param state     empty for all
     * @param timelines whether the monitors have the timeline of the last hour
     * @return {@code {total, all, from, states}}: how many match, how many there are, the beginning of the timelines, the monitors
     */
    public JsonObject read(String state, ListWindow window, boolean timelines) {
        Instant now = Timestamps.now(clock);
        Instant from = now.minus(HOUR);
        MonitorListRepository.Order order = orders.get(state, window, availability.availableSince());
        List<String> ids = window.of(order.ids());
        Map<String, MonitorListRepository.Row> found = monitors.find(ids);
        Map<String, MonitorState> byId =
                states.findAll(ids).stream().collect(Collectors.toMap(MonitorState::monitorId, Function.identity()));
        Map<String, Timeline> hours = timelines ? this.timelines.timelines(ids, from, now) : Map.of();
        JsonArrayBuilder rows = JsonText.array();
        for (String id : ids) {
            MonitorListRepository.Row row = found.get(id);
            MonitorState known = byId.get(id);
            if (row == null || known == null) {
                continue; // deleted since the order was read
            }
            JsonObjectBuilder json = details.state(known)
                    .add(
                            "uptime24h",
                            MonitorDetailsService.number(known.uptimes().get(UptimeWindow.DAY_1.ordinal())))
                    .add("name", row.name())
                    .add("interval", row.interval())
                    .add("maxRetries", row.maxRetries())
                    .add("resendNotification", row.resendNotification());
            if (timelines) {
                json.add(
                        "hour",
                        hour(
                                hours.getOrDefault(id, Timeline.pending()),
                                new TimeRange(from.toEpochMilli(), now.toEpochMilli())));
            }
            rows.add(json);
        }
        return JsonText.object()
                .add("total", order.ids().size())
                .add("all", order.all())
                .add("from", Timestamps.format(from))
                .add("states", rows)
                .build();
    }

    /** When a monitor was down and when nothing is known of it, as {@code [from, to]} in seconds since the beginning. */
    private static JsonObjectBuilder hour(Timeline timeline, TimeRange hour) {
        List<TimeRange> unknown = new ArrayList<>(timeline.unknown());
        long known = timeline.isPending() ? hour.to() : Math.min(timeline.knownFrom(), hour.to());
        if (known > hour.from()) {
            unknown.add(new TimeRange(hour.from(), known));
        }
        return JsonText.object()
                .add("down", ranges(timeline.down(), hour))
                // an outage of the servers may lie before the first report
                .add("unknown", ranges(TimeRange.merged(unknown), hour));
    }

    private static JsonArrayBuilder ranges(List<TimeRange> ranges, TimeRange hour) {
        JsonArrayBuilder json = JsonText.array();
        for (TimeRange range : TimeRange.clipped(ranges, hour)) {
            json.add(JsonText.array()
                    .add((range.from() - hour.from()) / SECOND)
                    .add((range.to() - hour.from()) / SECOND));
        }
        return json;
    }
}
