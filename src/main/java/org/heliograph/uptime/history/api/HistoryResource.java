package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageView;

/** {@code /v1/status/{slug}/monitors/{id}/history} and {@code …/groups/{id}/history}, raw, {@code /hourly} or {@code /daily}. */
@Path("/status/{slug}/{kind: monitors|groups}/{id}/history")
@Root(Root.OPEN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class HistoryResource {
    @Inject
    private PageAccess access;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private HistoryReader histories;

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
        return history(HistoryReader.RAW);
    }

    @Operation(summary = "Hours of 90 days")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    @Path("/hourly")
    public JsonObject hourly() {
        return history(HistoryReader.HOURLY);
    }

    @Operation(summary = "All days")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    @Path("/daily")
    public JsonObject daily() {
        return history(HistoryReader.DAILY);
    }

    private JsonObject history(String scale) {
        PageView page = access.open(slug, authorization);
        if (!monitors.topology().reachable(page.items(), page.leafItems()).contains(id)) {
            throw ApiException.notFound("This is not on the status page.");
        }
        return histories.read(kind.equals("groups"), id, scale);
    }
}
