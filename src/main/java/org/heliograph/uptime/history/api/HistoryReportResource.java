package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.history.HistoryScale;
import org.heliograph.uptime.page.PageReads;

/**
 * {@code /v1/status/{slug}/{monitors|groups}/{id}/reports[/hourly|/daily]?format=json|csv}: histories to download, where a page offers
 * them. The paths and columns are those of the stock status page.
 */
@Path("/status/{slug}/{kind: monitors|groups}/{id}/reports")
@Root(Root.OPEN)
@RequestScoped
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class HistoryReportResource {
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

    @QueryParam("format")
    private String format;

    @Operation(summary = "Minutes of the last day to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    public CompletionStage<Response> raw(@Context HttpHeaders headers) {
        return report(headers, HistoryScale.RAW);
    }

    @Operation(summary = "Hours of 90 days to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    @Path("/hourly")
    public CompletionStage<Response> hourly(@Context HttpHeaders headers) {
        return report(headers, HistoryScale.HOURLY);
    }

    @Operation(summary = "Days to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    @Path("/daily")
    public CompletionStage<Response> daily(@Context HttpHeaders headers) {
        return report(headers, HistoryScale.DAILY);
    }

    private CompletionStage<Response> report(HttpHeaders headers, HistoryScale scale) {
        HistoryFile file = new HistoryFile(id, scale, HistoryFile.isCsv(format));
        boolean group = kind.equals("groups");
        String what = String.join(" ", "report", kind, file.name());
        PageReads.Offer offer = (page, shows) -> {
            if (!page.reports()) {
                throw ApiException.notFound("Reports are not enabled for this status page.");
            }
            PageReads.showing(id).check(page, shows);
        };
        return reads.answer(
                slug,
                headers,
                what,
                group ? Cost.HIGH : Cost.LOW,
                offer,
                (page, version) -> SharedContent.of(file.text(histories.read(group, id, scale)), file.contentType())
                        .withHeader("Content-Disposition", file.disposition()));
    }
}
