package org.heliograph.web.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.uptime.notice.NoticeRepository;
import org.heliograph.uptime.notice.NoticeType;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.TopologyRevision;
import org.heliograph.uptime.status.StatusOverview;
import org.heliograph.uptime.status.StatusService;

/**
 * Renders status pages for their documents. All readers of a page share what was read in the last second, in each language, so that many
 * readers, and many changes, cost no more than one.
 */
@ApplicationScoped
class StatusPageRenderer {
    /** Of all pages together; a monitor takes about a kilobyte. */
    private static final long MOST_MONITORS = 20_000;

    private static final int SMALLEST_PAGE = 50;
    private static final Duration SHARED = Duration.ofSeconds(1);
    private static final Set<String> OPEN_INCIDENT = Set.of("investigating", "identified", "monitoring");
    private static final Set<String> MAINTENANCE_IN_PROGRESS = Set.of("in_progress");

    private final Map<String, Translations> translations = new ConcurrentHashMap<>();

    private final Cache<Key, Reading> readings = Caffeine.newBuilder()
            .maximumWeight(MOST_MONITORS)
            .weigher((Key key, Reading reading) ->
                    SMALLEST_PAGE + (int) reading.overview().total())
            .expireAfterWrite(SHARED)
            .executor(Runnable::run)
            .build();

    @Inject
    private StatusService statuses;

    @Inject
    private NoticeRepository notices;

    @Inject
    private Clock clock;

    /** @param revision since what a page shows, and its name, are in its document at once */
    private record Key(String pageId, TopologyRevision revision) {}

    /** @param written what was made of it, by language */
    private record Reading(
            StatusOverview overview,
            List<JsonObject> incidents,
            List<JsonObject> maintenances,
            Instant at,
            Map<String, Content> written) {}

    /**
     * A page as its document shows it.
     *
     * @param notLive what is said where no script runs
     */
    record Content(String language, String html, String notLive) {}

    /** @param language one of {@link Translations} */
    Content render(PageReads.State state, String language, AssetCatalog catalog) {
        PageView page = state.page();
        Reading reading = readings.get(new Key(page.id(), state.version().revision()), any -> read(page));
        Translations texts = translations.computeIfAbsent(language, any -> Translations.of(language, catalog));
        return reading.written()
                .computeIfAbsent(
                        language,
                        any -> new Content(language, write(page, reading, texts), texts.text(StatusDocument.NOT_LIVE)));
    }

    private Reading read(PageView page) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Reading(
                statuses.overview(page),
                current(page, NoticeType.INCIDENT, now, OPEN_INCIDENT),
                current(page, NoticeType.MAINTENANCE, now, MAINTENANCE_IN_PROGRESS),
                now,
                new ConcurrentHashMap<>());
    }

    private static String write(PageView page, Reading reading, Translations texts) {
        return new StatusPageWriter(texts)
                .write(page, reading.overview(), reading.incidents(), reading.maintenances(), reading.at());
    }

    private List<JsonObject> current(PageView page, NoticeType type, Instant now, Set<String> open) {
        return notices.ofMonth(type, page.id(), YearMonth.from(now.atOffset(ZoneOffset.UTC))).stream()
                .map(JsonObject.class::cast)
                .filter(notice -> open.contains(notice.getString("status")))
                .toList();
    }
}
