package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.history.HistoryScale;

/** {@code /v1/admin/{monitors|groups}/{id}/reports[/hourly|/daily]?format=json|csv}: any history to download, for administrators. */
@Path("/admin/{kind: monitors|groups}/{id}/reports")
@Root(Root.OPEN)
@RequestScoped
@Tag(name = "Administration of status pages")
public class AdminReportResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private HistoryReader histories;

    @PathParam("kind")
    private String kind;

    @PathParam("id")
    private String id;

    @QueryParam("format")
    private String format;

    @Operation(summary = "Minutes of the last day to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    public Response raw() {
        return report(HistoryScale.RAW);
    }

    @Operation(summary = "Hours of 90 days to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    @Path("/hourly")
    public Response hourly() {
        return report(HistoryScale.HOURLY);
    }

    @Operation(summary = "All days to download, as JSON or CSV")
    @APIResponse(responseCode = "200", ref = "HistoryReport")
    @GET
    @Path("/daily")
    public Response daily() {
        return report(HistoryScale.DAILY);
    }

    private Response report(HistoryScale scale) {
        caller.requirePlatformAdmin();
        HistoryFile file = new HistoryFile(id, scale, HistoryFile.isCsv(format));
        return Response.ok(file.text(histories.read(kind.equals("groups"), id, scale)))
                .type(file.contentType())
                .header("Content-Disposition", file.disposition())
                .build();
    }
}
