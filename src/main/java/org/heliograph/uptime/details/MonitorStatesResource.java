package org.heliograph.uptime.details;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListWindow;
import org.heliograph.rest.application.Root;

/** {@code GET /v1/admin/monitor-states}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/monitor-states")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
public class MonitorStatesResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private MonitorListService monitors;

    @Context
    private UriInfo uri;

    @Operation(summary = "A window of the sorted list of monitors with their states, and how many match")
    @Parameter(name = "search", description = "Words in the name or id")
    @Parameter(name = "state", description = "up, down, pending or unknown")
    @Parameter(name = "timeline", description = "hour: with the last hour of each monitor")
    @Parameter(
            name = "sort",
            description = "name, state, last_pulse, uptime or interval, with a hyphen before it for the reverse order")
    @Parameter(name = "offset", description = "Monitors before the first one")
    @Parameter(name = "limit", description = "Most monitors, 100 by default, at most 1000")
    @APIResponse(responseCode = "200", ref = "MonitorStates")
    @GET
    public JsonObject list() {
        caller.requirePlatformAdmin();
        ListWindow window =
                ListWindow.parse(uri.getQueryParameters(), MonitorListRepository.SORTS, List.of("state", "timeline"));
        String state = parameter("state");
        if (!MonitorListRepository.isState(state)) {
            throw ApiException.badRequest("The parameter state must be up, down, pending or unknown.");
        }
        String timeline = parameter("timeline");
        if (!timeline.isEmpty() && !timeline.equals("hour")) {
            throw ApiException.badRequest("The parameter timeline must be hour.");
        }
        return monitors.read(state, window, !timeline.isEmpty());
    }

    private String parameter(String name) {
        String value = uri.getQueryParameters().getFirst(name);
        return value == null ? "" : value;
    }
}
