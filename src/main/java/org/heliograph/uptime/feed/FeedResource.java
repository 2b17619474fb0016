package org.heliograph.uptime.feed;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.xml.stream.XMLStreamException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.PublicUrl;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.notice.NoticeRepository;
import org.heliograph.uptime.notice.NoticeType;
import org.heliograph.uptime.page.PageAddress;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.page.PageView;

/** {@code /v1/status/{slug}/feed.atom}, {@code feed.rss} and {@code calendar.ics}: what a page announces, for readers of feeds and calendars. */
@Root(Root.OPEN)
@Path("status/{slug}/{file: feed.atom|feed.rss|calendar.ics}")
@RequestScoped
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class FeedResource {
    private static final Set<String> FILES = Set.of("feed.atom", "feed.rss", "calendar.ics");

    /** Notices that ended before that are left out. */
    private static final Duration PAST = Duration.ofDays(90);

    private static final Duration FUTURE = Duration.ofDays(366);

    @Inject
    private PageReads reads;

    @Inject
    private NoticeRepository notices;

    @Inject
    private PublicUrl address;

    @Inject
    private Clock clock;

    @Operation(summary = "Incidents and maintenances as Atom, RSS or iCalendar")
    @APIResponse(responseCode = "200", ref = "Feed")
    @GET
    public CompletionStage<Response> read(
            @PathParam("slug") String slug,
            @PathParam("file") String file,
            @Context UriInfo request,
            @Context HttpHeaders headers) {
        if (!FILES.contains(file)) {
            // the dot of the path's pattern stands for any character
            throw ApiException.notFound("A status page has feed.atom, feed.rss and calendar.ics.");
        }
        String base = address.of(request);
        return reads.answer(
                slug,
                headers,
                file + ' ' + base,
                Cost.LOW,
                (page, version) -> content(page, file, base, Timestamps.now(clock)));
    }

    private SharedContent content(PageView page, String file, String base, Instant now) {
        List<JsonObject> incidents = recent(NoticeType.INCIDENT, page, now);
        List<JsonObject> maintenances = recent(NoticeType.MAINTENANCE, page, now);
        PageAddress at = PageAddress.of(page, base);
        String link = at.link();
        if (file.equals("calendar.ics")) {
            CalendarWriter calendar = new CalendarWriter(page, link);
            calendar.add(NoticeType.INCIDENT, incidents);
            calendar.add(NoticeType.MAINTENANCE, maintenances);
            return SharedContent.of(calendar.end(), "text/calendar;charset=UTF-8");
        }
        String self = at.data(page) + '/' + file;
        List<FeedEntry> entries = FeedEntry.newest(incidents, maintenances);
        Instant none = now.truncatedTo(ChronoUnit.DAYS);
        try {
            FeedWriter feed = new FeedWriter(page, link);
            return file.equals("feed.rss")
                    ? SharedContent.of(feed.rss(self, entries, none), "application/rss+xml;charset=UTF-8")
                    : SharedContent.of(feed.atom(self, entries, none), "application/atom+xml;charset=UTF-8");
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("A feed is written into memory", impossible);
        }
    }

    private List<JsonObject> recent(NoticeType type, PageView page, Instant now) {
        return notices.between(type, page.id(), now.minus(PAST), now.plus(FUTURE))
                .getValuesAs(JsonObject.class);
    }
}
