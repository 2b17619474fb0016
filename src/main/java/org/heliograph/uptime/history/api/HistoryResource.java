package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.history.HistoryScale;
import org.heliograph.uptime.page.PageReads;

/** {@code /v1/status/{slug}/monitors/{id}/history} and {@code …/groups/{id}/history}, raw, {@code /hourly} or {@code /daily}. */
@Path("/status/{slug}/{kind: monitors|groups}/{id}/history")
@Root(Root.OPEN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class HistoryResource {
    @Inject
    private PageReads reads;

    @Inject
    private HistoryReader histories;

    @PathParam("slug")
    private String slug;

    @PathParam("kind")
    private String kind;

    @PathParam("id")
    private String id;

    @Operation(summary = "Minutes of the last day")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    public CompletionStage<Response> raw(@Context HttpHeaders headers) {
        return history(headers, HistoryScale.RAW);
    }

    @Operation(summary = "Hours of 90 days")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    @Path("/hourly")
    public CompletionStage<Response> hourly(@Context HttpHeaders headers) {
        return history(headers, HistoryScale.HOURLY);
    }

    @Operation(summary = "Days of five years, of a group those of one year")
    @APIResponse(responseCode = "200", ref = "History")
    @GET
    @Path("/daily")
    public CompletionStage<Response> daily(@Context HttpHeaders headers) {
        return history(headers, HistoryScale.DAILY);
    }

    private CompletionStage<Response> history(HttpHeaders headers, HistoryScale scale) {
        boolean group = kind.equals("groups");
        String what = String.join(" ", kind, id, scale.text());
        return reads.answer(
                slug,
                headers,
                what,
                group ? Cost.HIGH : Cost.LOW,
                PageReads.showing(id),
                (page, version) -> SharedContent.of(histories.read(group, id, scale)));
    }
}
