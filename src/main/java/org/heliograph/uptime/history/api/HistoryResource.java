package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.group.GroupTimelines;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.history.Timeline;
import org.heliograph.uptime.history.TimelineRepository;
import org.heliograph.uptime.monitor.CustomMetric;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorGroup;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.monitor.MonitorTopology;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.state.TimeRange;

/** {@code /v1/status/{slug}/monitors/{id}/history} and {@code …/groups/{id}/history}, raw, {@code /hourly} or {@code /daily}. */
@Path("/status/{slug}/{kind: monitors|groups}/{id}/history")
@Root(Root.OPEN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class HistoryResource {
    /** The length of a point in each type of history. */
    private static final Map<String, Duration> LENGTHS =
            Map.of("raw", Duration.ofMinutes(1), "hourly", Duration.ofHours(1), "daily", Duration.ofDays(1));

    @Inject
    private PageAccess access;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private HistoryService histories;

    @Inject
    private TimelineRepository timelines;

    @Inject
    private Clock clock;

    @PathParam("slug")
    private String slug;

    @PathParam("kind")
    private String kind;

    @PathParam("id")
    private String id;

    @HeaderParam("Authorization")
    private String authorization;

    @Operation(summary = "Minutes of the last day")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    public JsonObject raw() {
        return history("raw", histories::raw);
    }

    @Operation(summary = "Hours of 90 days")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    @Path("/hourly")
    public JsonObject hourly() {
        return history("hourly", histories::hourly);
    }

    @Operation(summary = "All days")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    @Path("/daily")
    public JsonObject daily() {
        return history("daily", histories::daily);
    }

    /** @param read reads the history of the monitor with an id */
    private JsonObject history(String type, Function<String, List<Bucket>> read) {
        PageView page = access.open(slug, authorization);
        if (!monitors.topology().reachable(page.items(), page.leafItems()).contains(id)) {
            throw ApiException.notFound("This is not on the status page.");
        }
        return kind.equals("groups") ? ofGroup(type, read) : ofMonitor(type, read);
    }

    private JsonObject ofMonitor(String type, Function<String, List<Bucket>> read) {
        Monitor monitor = monitors.find(id).orElseThrow(() -> ApiException.notFound("There is no such monitor."));
        return JsonText.object()
                .add("monitorId", id)
                .add("type", type)
                .add("data", json(points(id, read)))
                .add("customMetrics", customMetrics(monitor))
                .build();
    }

    private JsonObject ofGroup(String type, Function<String, List<Bucket>> read) {
        MonitorGroup group = monitors.findGroup(id).orElseThrow(() -> ApiException.notFound("There is no such group."));
        return JsonText.object()
                .add("groupId", id)
                .add("type", type)
                .add("strategy", group.getStrategy().text())
                .add("data", json(points(group, type, read)))
                .build();
    }

    private static List<HistoryPoint> points(String monitorId, Function<String, List<Bucket>> read) {
        return read.apply(monitorId).stream().map(HistoryPoint::of).toList();
    }

    /** The points of a group, from the times of its monitors and their measurements. */
    private List<HistoryPoint> points(MonitorGroup group, String type, Function<String, List<Bucket>> read) {
        MonitorTopology topology = monitors.topology();
        List<String> top = List.of(group.getId());
        Set<String> beneath = topology.reachable(top, List.of());
        Map<String, MonitorGroup> groups =
                monitors.findGroups(beneath).stream().collect(Collectors.toMap(MonitorGroup::getId, found -> found));
        Set<String> leaves = new HashSet<>(beneath);
        leaves.removeAll(groups.keySet());
        // what is beneath a monitor is only shown there and does not count
        Set<String> monitorIds = topology.reachable(top, leaves);
        monitorIds.removeAll(groups.keySet());
        Instant now = Timestamps.now(clock);
        Timeline timeline =
                new GroupTimelines(groups, timelines.timelines(monitorIds, Instant.EPOCH, now)).of(group.getId());
        long length = LENGTHS.get(type).toMillis();
        List<List<HistoryPoint>> children =
                monitorIds.stream().map(id -> points(id, read)).toList();
        return HistoryPoint.combined(
                children,
                start -> timeline.within(TimeRange.of(start, start.plusMillis(length)))
                        .percent());
    }

    private static JsonArrayBuilder json(List<HistoryPoint> points) {
        JsonArrayBuilder array = JsonText.array();
        points.forEach(point -> array.add(point.json()));
        return array;
    }

    /** The custom metrics of a monitor, by the names that their values have in its points. */
    private static JsonObjectBuilder customMetrics(Monitor monitor) {
        JsonObjectBuilder metrics = JsonText.object();
        for (int number = 1; number <= Monitor.METRICS; number++) {
            CustomMetric metric = monitor.getCustom(number);
            if (metric != null) {
                metrics.add("custom" + number, metric.json());
            }
        }
        return metrics;
    }
}
