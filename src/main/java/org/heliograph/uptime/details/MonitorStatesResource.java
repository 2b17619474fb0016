package org.heliograph.uptime.details;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
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
    private MonitorDetailsService monitors;

    @Operation(summary = "The state of every monitor, with its last pulse and its uptime of a day")
    @APIResponse(responseCode = "200", ref = "MonitorStates")
    @GET
    public JsonObject list() {
        caller.requirePlatformAdmin();
        return monitors.states();
    }
}
