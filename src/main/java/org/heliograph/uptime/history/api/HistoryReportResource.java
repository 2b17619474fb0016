package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
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

    @QueryParam("format")
    private String format;

    @HeaderParam("Authorization")
    private String authorization;

    @Operation(summary = "Minutes of the last day to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    public Response raw() {
        return report(HistoryReader.RAW, Duration.ofSeconds(30));
    }

    @Operation(summary = "Hours of 90 days to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    @Path("/hourly")
    public Response hourly() {
        return report(HistoryReader.HOURLY, Duration.ofMinutes(5));
    }

    @Operation(summary = "All days to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    @Path("/daily")
    public Response daily() {
        return report(HistoryReader.DAILY, Duration.ofMinutes(15));
    }

    /** @param kept how long readers of an open page may keep it, as those of the stock server do */
    private Response report(String scale, Duration kept) {
        PageView page = access.open(slug, authorization);
        if (!page.reports()) {
            throw ApiException.notFound("Reports are not enabled for this status page.");
        }
        if (!monitors.topology().reachable(page.items(), page.leafItems()).contains(id)) {
            throw ApiException.notFound("This is not on the status page.");
        }
        Response.ResponseBuilder response = response(histories, kind, id, scale, format);
        return page.protectedPage()
                ? response.build()
                : response.header("Cache-Control", "public, max-age=" + kept.toSeconds())
                        .build();
    }

    /** The download of a history. @param format json, csv, or null for JSON */
    static Response.ResponseBuilder response(
            HistoryReader histories, String kind, String id, String scale, String format) {
        boolean csv = "csv".equals(format);
        if (!csv && format != null && !format.equals("json")) {
            throw ApiException.badRequest("The parameter format must be json or csv.");
        }
        JsonObject history = histories.read(kind.equals("groups"), id, scale);
        Response.ResponseBuilder response = csv
                ? Response.ok(HistoryCsv.of(history)).type("text/csv;charset=UTF-8")
                : Response.ok(history).type("application/json");
        String file = id + "-" + scale + (csv ? ".csv" : ".json");
        return response.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }
}
