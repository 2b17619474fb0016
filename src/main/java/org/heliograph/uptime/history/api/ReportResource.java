package org.heliograph.uptime.history.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.page.MonthParameter;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageView;

/** {@code GET /v1/status/{slug}/report?month=YYYY-MM}: a month of a status page as CSV, one line for each monitor and day. */
@Path("/status/{slug}/report")
@Root(Root.OPEN)
@RequestScoped
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class ReportResource {
    @Inject
    private PageAccess access;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private HistoryService histories;

    @Inject
    private Clock clock;

    @Operation(summary = "A month as CSV")
    @APIResponse(responseCode = "200", ref = "Report")
    @GET
    public Response report(
            @PathParam("slug") String slug,
            @QueryParam("month") String month,
            @HeaderParam("Authorization") String authorization) {
        PageView page = access.open(slug, authorization);
        if (!page.reports()) {
            throw ApiException.notFound("This status page has no reports.");
        }
        YearMonth requested = MonthParameter.parse(month, clock);
        CsvReport report = new CsvReport();
        Instant from = startOf(requested);
        Instant to = startOf(requested.plusMonths(1));
        shown(page)
                .forEach(
                        monitor -> histories.daily(monitor.getId(), from, to).forEach(day -> report.add(monitor, day)));
        return Response.ok(report.text())
                .type("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + slug + "-" + requested + ".csv\"")
                .build();
    }

    private List<Monitor> shown(PageView page) {
        return monitors.findAll(monitors.topology().reachable(page.items(), page.leafItems())).stream()
                .sorted(Comparator.comparing(Monitor::getName).thenComparing(Monitor::getId))
                .toList();
    }

    private static Instant startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
