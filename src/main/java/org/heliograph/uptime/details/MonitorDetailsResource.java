package org.heliograph.uptime.details;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;

/** {@code GET /v1/admin/monitors/{id}/details}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/monitors/{id}/details")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
public class MonitorDetailsResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private MonitorDetailsService monitors;

    @Operation(summary = "State of a monitor, its pulses of the last hour, its last downtimes, the pages that show it")
    @APIResponse(responseCode = "200", ref = "MonitorDetails")
    @GET
    public JsonObject read(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return monitors.read(id).orElseThrow(() -> ApiException.notFound("Monitor not found"));
    }
}
