package org.heliograph.uptime.status.report;

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
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.history.Histories;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.Monitors;
import org.heliograph.uptime.page.MonthParameter;
import org.heliograph.uptime.page.PageDoor;
import org.heliograph.uptime.page.PageView;

/** {@code GET /v1/status/{slug}/report?month=YYYY-MM}: a month of a page as CSV, a line for each monitor and day. */
@Path("/status/{slug}/report")
@Root(Root.OPEN)
@RequestScoped
public class ReportResource {
    @Inject
    private PageDoor door;

    @Inject
    private Monitors monitors;

    @Inject
    private Histories histories;

    @Inject
    private Clock clock;

    @GET
    public Response report(
            @PathParam("slug") String slug,
            @QueryParam("month") String month,
            @HeaderParam("Authorization") String authorization) {
        PageView page = door.open(slug, authorization);
        if (!page.reports()) {
            throw ApiException.notFound("This status page has no reports.");
        }
        YearMonth wanted = MonthParameter.read(month, clock);
        Report report = new Report();
        Instant from = begin(wanted);
        Instant to = begin(wanted.plusMonths(1));
        shown(page)
                .forEach(
                        monitor -> histories.daily(monitor.getId(), from, to).forEach(day -> report.add(monitor, day)));
        return Response.ok(report.text())
                .type("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + slug + "-" + wanted + ".csv\"")
                .build();
    }

    private List<Monitor> shown(PageView page) {
        return monitors.findAll(monitors.tree().reach(page.items(), page.leafItems())).stream()
                .sorted(Comparator.comparing(Monitor::getName).thenComparing(Monitor::getId))
                .toList();
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
