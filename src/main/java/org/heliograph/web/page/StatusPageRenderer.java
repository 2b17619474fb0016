package org.heliograph.web.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.uptime.notice.NoticeRepository;
import org.heliograph.uptime.notice.NoticeType;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.status.States;
import org.heliograph.uptime.status.StatusItem;
import org.heliograph.uptime.status.StatusOverview;
import org.heliograph.uptime.status.StatusPageJson;
import org.heliograph.uptime.status.StatusService;

/**
 * Renders status pages for their documents. All readers of a page share what was read in the last second, so that many readers, and many
 * changes, cost little more than one. A few pages are read at a time: a database that is slow holds no more requests than these.
 */
@ApplicationScoped
class StatusPageRenderer {
    private static final Logger LOG = Logger.getLogger(StatusPageRenderer.class.getName());

    /** Of all pages and languages together, in characters, which is their size by a rough count of what they show. */
    private static final long MOST_CHARACTERS = 40_000_000;

    private static final int OF_A_MONITOR = 1_000;
    private static final int OF_A_ROW = 6_000;
    private static final int OF_A_NOTICE = 20_000;
    /** Answers that are longer are fetched by the script: they would keep the document from being whole. */
    private static final int MOST_DATA = 250_000;

    private static final int LEAST_OF_A_MONITOR = 250;

    private static final Duration SHARED = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 4;
    private static final long LONGEST_WAIT_MILLIS = 250;

    private final Map<String, Translations> translations = new ConcurrentHashMap<>();
    private final Semaphore reads = new Semaphore(MOST_AT_ONCE);

    private final Cache<PageView, Reading> readings = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((PageView page, Reading reading) -> reading.size())
            .expireAfterWrite(SHARED)
            .executor(Runnable::run)
            .build();

    @Inject
    private StatusService statuses;

    @Inject
    private NoticeRepository notices;

    @Inject
    private PageReads pages;

    @Inject
    private StatusPageJson json;

    @Inject
    private Clock clock;

    /**
     * @param data    what the script would fetch first, as its document has it; empty if it is too long
     * @param written what was made of it, by language
     */
    private record Reading(
            StatusOverview overview,
            List<JsonObject> incidents,
            List<JsonObject> maintenances,
            Instant at,
            String data,
            Map<String, Content> written) {
        int size() {
            int monitors = (int) Math.min(overview.total(), MOST_CHARACTERS / OF_A_MONITOR);
            return data.length()
                    + OF_A_MONITOR * monitors
                    + OF_A_ROW * Math.min(monitors, ServiceWriter.MOST_ROWS)
                    + OF_A_NOTICE * (1 + incidents.size() + maintenances.size());
        }
    }

    /**
     * A page as its document shows it.
     *
     * @param notLive what is said where no script runs
     * @param data    what the script would fetch first, as text of a script element; empty: it fetches it
     */
    record Content(String language, String html, String notLive, String data) {}

    /**
     * A page that has no password.
     *
     * @param language one of {@link Translations}
     * @return empty when it cannot be read now, or has got a password meanwhile: the script says what there is to say
     */
    Optional<Content> render(PageView page, String language, AssetCatalog catalog) {
        try {
            Translations texts = translations.computeIfAbsent(language, any -> Translations.of(language, catalog));
            return reading(page)
                    .map(reading -> reading.written().computeIfAbsent(language, any -> write(page, reading, texts)));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException failed) {
            LOG.log(
                    DatabaseException.logLevel(failed),
                    failed,
                    () -> "The status page " + page.id() + " is not in its document");
            return Optional.empty();
        }
    }

    private Optional<Reading> reading(PageView page) throws InterruptedException {
        Reading known = readings.getIfPresent(page);
        if (known != null) {
            return Optional.of(known);
        }
        if (!reads.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try {
            known = readings.getIfPresent(page);
            if (known == null) {
                Optional<PageReads.State> before = pages.find(page.slug());
                if (before.isEmpty()) {
                    return Optional.empty();
                }
                known = read(page, before.get().version().position());
                // it may have got a password, or its address may be another page's, before it was read
                if (!pages.find(page.slug()).map(PageReads.State::page).equals(Optional.of(page))) {
                    return Optional.empty();
                }
                readings.put(page, known);
            }
            return Optional.of(known);
        } finally {
            reads.release();
        }
    }

    /** @param position of the page's log, before anything is read */
    private Reading read(PageView page, LogPosition position) {
        Instant now = Timestamps.now(clock);
        List<JsonObject> incidents =
                notices.current(NoticeType.INCIDENT, page.id()).getValuesAs(JsonObject.class);
        List<JsonObject> maintenances =
                notices.current(NoticeType.MAINTENANCE, page.id()).getValuesAs(JsonObject.class);
        List<String> severities = incidents.stream()
                .map(incident -> incident.getString("severity"))
                .toList();
        StatusOverview overview = statuses.overview(page, severities, !maintenances.isEmpty());
        String data = overview.total() > MOST_DATA / LEAST_OF_A_MONITOR
                ? ""
                : firstAnswers(page, overview.items(), position, now);
        Instant shown = now.truncatedTo(ChronoUnit.SECONDS);
        return new Reading(
                overview,
                incidents,
                maintenances,
                shown,
                data.length() > MOST_DATA ? "" : data,
                new ConcurrentHashMap<>());
    }

    /** What the script would fetch first, by the address of each request. */
    private String firstAnswers(PageView page, List<StatusItem> items, LogPosition position, Instant now) {
        String path = "/v1/status/" + page.slug();
        YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        JsonObjectBuilder answers =
                JsonText.object().add(path + "?states=full", json.write(page, items, States.FULL, now));
        addNotices(answers, path, NoticeType.INCIDENT, page, month);
        addNotices(answers, path, NoticeType.MAINTENANCE, page, month);
        addNotices(answers, path, NoticeType.MAINTENANCE, page, month.plusMonths(1));
        return JsonText.object()
                .add("at", Timestamps.format(now))
                .add("seq", position.seq())
                .add("epoch", position.epoch())
                .add("answers", answers)
                .build()
                .toString()
                .replace("<", "\\u003c"); // no text ends the element
    }

    private void addNotices(JsonObjectBuilder answers, String path, NoticeType type, PageView page, YearMonth month) {
        answers.add(path + "/" + type.plural() + "?month=" + month, notices.answerOfMonth(type, page.id(), month));
    }

    private static Content write(PageView page, Reading reading, Translations texts) {
        String html = new StatusPageWriter(texts)
                .write(page, reading.overview(), reading.incidents(), reading.maintenances(), reading.at());
        return new Content(texts.language(), html, texts.text(StatusDocument.NOT_LIVE), reading.data());
    }
}
