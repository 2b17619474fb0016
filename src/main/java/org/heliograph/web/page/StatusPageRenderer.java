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
import org.heliograph.uptime.status.StatusService;

/**
 * Renders status pages for their documents. All readers of a page share what was read in the last second, and less when something changes, as
 * they share the answers that the script fetches ({@link PageReads}).
 */
@ApplicationScoped
class StatusPageRenderer {
    private static final long MOST_CHARACTERS = 8_000_000;
    private static final Duration SHARED = Duration.ofSeconds(1);
    private static final Set<String> OPEN_INCIDENT = Set.of("investigating", "identified", "monitoring");
    private static final Set<String> MAINTENANCE_IN_PROGRESS = Set.of("in_progress");

    private final Map<String, Translations> translations = new ConcurrentHashMap<>();

    private final Cache<Key, Content> contents = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Key key, Content content) -> content.html().length())
            .expireAfterWrite(SHARED)
            .executor(Runnable::run)
            .build();

    @Inject
    private StatusService statuses;

    @Inject
    private NoticeRepository notices;

    @Inject
    private Clock clock;

    private record Key(String pageId, PageReads.Version version, String language) {}

    /**
     * A page as its document shows it.
     *
     * @param notLive what is said where no script runs
     */
    record Content(String language, String html, String notLive) {}

    /** @param language one of {@link Translations} */
    Content render(PageReads.State state, String language, AssetCatalog catalog) {
        Translations texts = translations.computeIfAbsent(language, any -> Translations.of(language, catalog));
        Key key = new Key(state.page().id(), state.version(), language);
        return contents.get(
                key, any -> new Content(language, write(state.page(), texts), texts.text(StatusDocument.NOT_LIVE)));
    }

    private String write(PageView page, Translations texts) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new StatusPageWriter(texts)
                .write(
                        page,
                        statuses.overview(page),
                        current(page, NoticeType.INCIDENT, now, OPEN_INCIDENT),
                        current(page, NoticeType.MAINTENANCE, now, MAINTENANCE_IN_PROGRESS),
                        now);
    }

    private List<JsonObject> current(PageView page, NoticeType type, Instant now, Set<String> statuses) {
        return notices.ofMonth(type, page.id(), YearMonth.from(now.atOffset(ZoneOffset.UTC))).stream()
                .map(JsonObject.class::cast)
                .filter(notice -> statuses.contains(notice.getString("status")))
                .toList();
    }
}
