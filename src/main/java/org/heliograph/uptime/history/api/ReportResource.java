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
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.HistoryService;
import org.heliograph.uptime.monitor.Monitor;
import org.heliograph.uptime.monitor.MonitorRepository;
import org.heliograph.uptime.page.MonthParameter;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.page.PageView;

/** {@code GET /v1/status/{slug}/report?month=YYYY-MM}: a month of a status page as CSV, one line for each monitor and day. */
@Path("/status/{slug}/report")
@Root(Root.OPEN)
@RequestScoped
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class ReportResource {
    /** The days of so many monitors are in memory at a time. */
    private static final int BATCH = 1_000;

    @Inject
    private PageReads reads;

    @Inject
    private MonitorRepository monitors;

    @Inject
    private HistoryService histories;

    @Inject
    private Clock clock;

    @Operation(summary = "A month as CSV")
    @APIResponse(responseCode = "200", ref = "Report")
    @GET
    public CompletionStage<Response> report(
            @PathParam("slug") String slug, @QueryParam("month") String month, @Context HttpHeaders headers) {
        YearMonth requested = MonthParameter.parse(month, clock);
        PageReads.Offer offer = (page, shows) -> {
            if (!page.reports()) {
                throw ApiException.notFound("This status page has no reports.");
            }
        };
        return reads.answer(
                slug,
                headers,
                "report " + requested,
                Cost.HIGH,
                offer,
                (page, version) -> SharedContent.of(csv(page, requested), "text/csv;charset=UTF-8")
                        .withHeader(
                                "Content-Disposition", "attachment; filename=\"" + slug + "-" + requested + ".csv\""));
    }

    private String csv(PageView page, YearMonth month) {
        CsvReport report = new CsvReport();
        List<Monitor> all = shown(page);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Monitor> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            Map<String, List<Bucket>> days = histories.days(
                    batch.stream().map(Monitor::getId).collect(Collectors.toSet()),
                    startOf(month),
                    startOf(month.plusMonths(1)));
            for (Monitor monitor : batch) {
                days.getOrDefault(monitor.getId(), List.of()).forEach(day -> report.add(monitor, day));
            }
        }
        return report.text();
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
