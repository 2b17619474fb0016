package org.heliograph.uptime.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.SequenceHeader;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.page.PageReads;

/** {@code GET /v1/status/{slug}} and {@code /summary}. */
@Path("/status/{slug}")
@Root(Root.OPEN)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class StatusResource {
    @Inject
    private PageReads reads;

    @Inject
    private StatusService statuses;

    @Inject
    private StatusPageJson json;

    @Inject
    private Clock clock;

    @Operation(summary = "A status page with its monitors and groups")
    @APIResponse(responseCode = "200", ref = "StatusPage")
    @GET
    public CompletionStage<Response> page(
            @PathParam("slug") String slug, @QueryParam("states") String states, @Context HttpHeaders headers) {
        States distinguished = States.parse(states);
        return reads.answer(slug, headers, "page " + distinguished, Cost.LOW, (page, version) -> {
            List<StatusItem> items = statuses.items(page.id(), page.items(), page.leafItems());
            return SharedContent.of(
                            json.withoutTime(page, items, distinguished),
                            StatusPageJson.TIME,
                            Timestamps.format(clock.instant()))
                    .withHeader(SequenceHeader.HEADER, "" + version.position().seq())
                    .withHeader(SequenceHeader.EPOCH_HEADER, version.position().epoch());
        });
    }

    @Operation(summary = "State of a page and counts of its monitors")
    @APIResponse(responseCode = "200", ref = "StatusSummary")
    @GET
    @Path("/summary")
    public CompletionStage<Response> summary(
            @PathParam("slug") String slug, @QueryParam("states") String states, @Context HttpHeaders headers) {
        States distinguished = States.parse(states);
        return reads.answer(slug, headers, "summary " + distinguished, Cost.LOW, (page, version) -> {
            List<StatusItem> items = statuses.items(page.id(), page.items(), List.of());
            OpenNotices open = distinguished == States.FULL ? statuses.openNotices(page.id()) : OpenNotices.NONE;
            return SharedContent.of(new StatusSummary(items, open, distinguished).json());
        });
    }
}
