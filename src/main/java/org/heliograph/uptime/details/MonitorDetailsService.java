package org.heliograph.uptime.details;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonNumbers;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageIndex;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.heliograph.uptime.state.TimeRange;
import org.heliograph.uptime.state.UptimeWindow;

/** Reads what administrators see of monitors beyond their settings. */
@ApplicationScoped
public class MonitorDetailsService {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DOWNTIMES = Duration.ofDays(90);
    private static final int MOST_DOWNTIMES = 50;

    @Inject
    private MonitorStateRepository states;

    @Inject
    private MonitorReportRepository reports;

    @Inject
    private TimelineRepository timelines;

    @Inject
    private StatusPageIndex pages;

    @Inject
    private ServerAvailability availability;

    @Inject
    private Clock clock;

    /** Everything about one monitor; empty for an unknown one. */
    @Transactional
    public Optional<JsonObject> read(String id) {
        return states.find(id).map(this::details);
    }

    private JsonObject details(MonitorHistoryState monitor) {
        Instant now = Timestamps.now(clock);
        String id = monitor.monitorId();
        MonitorState state = monitor.state();
        JsonObjectBuilder json = state(state)
                .add("first_pulse", time(state.firstPulse()))
                .add("down_since", time(state.downSince()))
                .add("reason", JsonText.value(state.failureMessage()));
        JsonObjectBuilder uptimes = JsonText.object();
        for (UptimeWindow window : UptimeWindow.values()) {
            JsonNumbers.add(uptimes, window.text(), state.uptimes().get(window.ordinal()));
        }
        JsonArrayBuilder shownOn = JsonText.array();
        pages.pagesShowing(id).stream()
                .sorted(Comparator.comparing(PageView::name))
                .forEach(page ->
                        shownOn.add(JsonText.object().add("name", page.name()).add("slug", page.slug())));
        return json.add("uptimes", uptimes)
                .add("pulses", reports.since(id, now.minus(HOUR)))
                .add("downtimes", downtimes(id, now))
                .add("pages", shownOn)
                .build();
    }

    /** The last downtimes, newest first; of one that goes on the end is null. */
    private JsonArrayBuilder downtimes(String id, Instant now) {
        JsonArrayBuilder downtimes = JsonText.array();
        Timeline timeline =
                timelines.timelines(Set.of(id), now.minus(DOWNTIMES), now).get(id);
        if (timeline == null) {
            return downtimes;
        }
        List<TimeRange> all = timeline.down();
        List<TimeRange> last = all.subList(Math.max(0, all.size() - MOST_DOWNTIMES), all.size());
        for (int i = last.size() - 1; i >= 0; i--) {
            Instant from = Instant.ofEpochMilli(last.get(i).from());
            Instant until = Instant.ofEpochMilli(last.get(i).to());
            downtimes.add(JsonText.object()
                    .add("from", Timestamps.format(from))
                    .add("until", until.isBefore(now) ? time(until) : JsonValue.NULL)
                    .add("reason", JsonText.value(reports.reason(id, from, until))));
        }
        return downtimes;
    }

    /** What the list and the page of a monitor show of its state. */
    JsonObjectBuilder state(MonitorState state) {
        return JsonText.object()
                .add("id", state.monitorId())
                .add("status", state.current(availability.availableSince()).text())
                .add("last_pulse", time(state.lastPulse()))
                .add("last_report", time(state.lastReport()))
                .add("latency", number(state.latency()));
    }

    static JsonValue number(Double value) {
        return value == null ? JsonValue.NULL : JsonText.value(JsonNumbers.rounded(value));
    }

    private static JsonValue time(Instant time) {
        return time == null ? JsonValue.NULL : JsonText.value(Timestamps.format(time));
    }
}
