package org.heliograph.uptime.notice;

import jakarta.enterprise.context.RequestScoped;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.page.MonthParameter;
import org.heliograph.uptime.page.PageReads;

/** {@code /v1/status/{slug}/incidents?month=YYYY-MM} and {@code maintenances}, for the readers of a page. */
@Root(Root.OPEN)
@Path("status/{slug}/{type: incidents|maintenances}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class PublicNoticeResource {
    @Inject
    private PageReads reads;

    @Inject
    private NoticeRepository notices;

    @Inject
    private Clock clock;

    @Operation(summary = "Incidents or maintenances of a month")
    @APIResponse(responseCode = "200", ref = "Notices")
    @GET
    public CompletionStage<Response> ofMonth(
            @PathParam("slug") String slug,
            @PathParam("type") NoticeType type,
            @QueryParam("month") String month,
            @Context HttpHeaders headers) {
        String wanted = month == null ? "" : MonthParameter.parse(month, clock).toString();
        return reads.answer(
                slug,
                headers,
                type.plural() + ' ' + wanted,
                Cost.LOW,
                (page, version) ->
                        SharedContent.of(notices.answerOfMonth(type, page.id(), MonthParameter.parse(month, clock))));
    }
}
