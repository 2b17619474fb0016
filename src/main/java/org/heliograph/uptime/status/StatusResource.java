package org.heliograph.uptime.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.Timestamps;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;
import org.heliograph.rest.SequenceHeader;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.PageView;

/** {@code GET /v1/status/{slug}} and {@code /summary}. */
@Path("/status/{slug}")
@Root(Root.OPEN)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class StatusResource {
    @Inject
    private PageAccess access;

    @Inject
    private StatusService statuses;

    @Inject
    private EventLog log;

    @Inject
    private Clock clock;

    @Operation(summary = "A status page with its monitors and groups")
    @APIResponse(responseCode = "200", ref = "StatusPage")
    @GET
    public Response page(
            @PathParam("slug") String slug,
            @QueryParam("states") String states,
            @HeaderParam("Authorization") String authorization) {
        States distinguished = States.parse(states);
        PageView page = access.open(slug, authorization);
        long seq = log.position(PageTopics.events(page.id()));
        JsonObject body = JsonText.object()
                .add("name", page.name())
                .add("slug", page.slug())
                .add("reports", page.reports())
                .add("items", StatusItem.json(statuses.items(page.id(), page.items(), page.leafItems()), distinguished))
                .add("lastUpdated", Timestamps.format(clock.instant()))
                .build();
        return SequenceHeader.of(body, seq);
    }

    @Operation(summary = "State of a page and counts of its monitors")
    @APIResponse(responseCode = "200", ref = "StatusSummary")
    @GET
    @Path("/summary")
    public JsonObject summary(
            @PathParam("slug") String slug,
            @QueryParam("states") String states,
            @HeaderParam("Authorization") String authorization) {
        States distinguished = States.parse(states);
        PageView page = access.open(slug, authorization);
        return new StatusSummary(statuses.items(page.id(), page.items(), List.of()), distinguished).json();
    }
}
