package org.heliograph.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.status.StatusItem;
import org.heliograph.uptime.status.StatusOverview;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as its document shows it; that nothing moves when the script takes over is tested in a browser. */
class StatusPageWriterTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Path STATUS = Path.of("webapp/app/status");

    private static StatusItem item(String id, MonitorStatus status, String message, StatusItem... children) {
        return new StatusItem(
                id,
                children.length > 0,
                "Name of " + id,
                status,
                status,
                message,
                8,
                NOW,
                NOW.minusSeconds(4 * 3600),
                Arrays.asList(100.0, 99.999, null, null, null, null),
                Arrays.asList(null, NOW.minusSeconds(4 * 3600), null, null, null, null),
                List.of(),
                List.of(children));
    }

    private static StatusOverview overview(MonitorStatus status, String headline, long up, StatusItem... items) {
        Map<MonitorStatus, Long> counts = new EnumMap<>(MonitorStatus.class);
        for (MonitorStatus each : MonitorStatus.values()) {
            counts.put(each, 0L);
        }
        counts.put(MonitorStatus.UP, up);
        return new StatusOverview(status, headline, counts, List.of(items));
    }

    private static String write(String language, String name, StatusOverview overview, JsonObject... incidents)
            throws IOException {
        PageView page =
                new PageView("p", "shop", name, false, true, List.of(), List.of(), Appearance.NONE, null, false);
        return new StatusPageWriter(Translations.of(language, new AssetCatalog(AssetCatalogTest.files())))
                .write(page, overview, List.of(incidents), List.of(), NOW);
    }

    private static JsonObject incident(String title, String message) {
        return JsonText.object()
                .add("title", title)
                .add("status", "identified")
                .add("severity", "major")
                .add("affected_monitors", JsonText.array().add("m").add("gone"))
                .add(
                        "updates",
                        JsonText.array().add(update("investigating", "First.")).add(update("identified", message)))
                .build();
    }

    private static JsonObject update(String status, String message) {
        return JsonText.object()
                .add("status", status)
                .add("message", message)
                .add("created_at", "2026-11-27T09:00:00.000Z")
                .build();
    }

    @Test
    void showsTheStateOfThePageItsIncidentsAndItsServices() throws IOException {
        String html = write(
                "en",
                "Shop",
                overview(
                        MonitorStatus.DEGRADED,
                        "major",
                        2,
                        item("m", MonitorStatus.DOWN, "disk full"),
                        item("n", MonitorStatus.UP, null)),
                incident("Slow", "A *full* disk."));

        assertThat(html.replaceAll("<[^>]*>", "|").replaceAll("[|\\s]*\\|[|\\s]*", "|"))
                .contains(
                        "|Shop|",
                        "|Major incident|2 of 2 monitors up, 1 open incident|Last updated|10:00:00 UTC|",
                        "|Incidents|Slow|Major|Identified|Affects Name of m|Identified|27 Nov 2026, 09:00 UTC|A|full|disk.|",
                        "|1 earlier update|Investigating|",
                        "|Name of m|disk full|Down|99.99 %|since 06:00 UTC|–|",
                        "|Name of n|Up|99.99 %|since 06:00 UTC|8 ms|");
        assertThat(html).contains("aria-pressed=\"true\" disabled>24 h<");
        assertThat(html).contains("data-status=\"degraded\" aria-label=\"Overall status\"");
    }

    @Test
    void nothingThatUsersWroteIsMarkup() throws IOException {
        String evil = "<img src=x onerror=alert(1)>\"'&";

        String html = write(
                "en",
                evil,
                overview(MonitorStatus.DOWN, "down", 0, item("m", MonitorStatus.DOWN, evil)),
                incident(evil, evil + " [x](javascript:alert(1))"));

        assertThat(html).doesNotContain("<img", "href=\"javascript").contains("&lt;img");
    }

    @Test
    void groupsOfALongPageAreOpenOnlyWithTrouble() throws IOException {
        StatusItem good = item("good", MonitorStatus.UP, null, item("a", MonitorStatus.UP, null));
        StatusItem bad = item("bad", MonitorStatus.DEGRADED, null, item("b", MonitorStatus.UP, null));

        assertThat(write("en", "P", overview(MonitorStatus.UP, "up", 12, good, bad)))
                .contains("Name of a<", "Name of b<", "1 item<");
        assertThat(write("en", "P", overview(MonitorStatus.UP, "up", 13, good, bad)))
                .contains("Name of b<")
                .doesNotContain("Name of a<");
    }

    @Test
    void theRowsOfAHugePageAreBounded() throws IOException {
        StatusItem[] items = IntStream.range(0, 5_000)
                .mapToObj(i -> item("m" + i, MonitorStatus.UP, null))
                .toArray(StatusItem[]::new);

        String html = write("en", "P", overview(MonitorStatus.UP, "up", 5_000, items));

        assertThat(html).contains("Name of m299<", "…").doesNotContain("Name of m300<");
        assertThat(html.length()).isLessThan(250_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "pt", "sw"})
    void everyTextHasATranslation(String language) throws IOException {
        Translations texts = Translations.of(language, new AssetCatalog(AssetCatalogTest.files()));
        Stream<String> states = Stream.of(MonitorStatus.values()).map(status -> Translations.label(status.text()));

        assertThat(Stream.of(
                                StatusPageWriter.SENTENCES.values().stream(),
                                StatusPageWriter.COUNTS.values().stream(),
                                states,
                                Stream.of(
                                        "{up} of {count} monitors up",
                                        "{count} open incidents",
                                        "{count} earlier updates",
                                        "{count} items",
                                        "Affects {names}",
                                        "Connecting",
                                        "In progress",
                                        "Incidents",
                                        "Last updated",
                                        "Overall status",
                                        "Problems only",
                                        "Search",
                                        "Search services",
                                        "Services",
                                        "since {time}",
                                        "unknown",
                                        StatusDocument.NOT_LIVE))
                        .flatMap(keys -> keys))
                .allMatch(texts::has);
    }

    @Test
    void textsHaveTheFormOfTheirNumberAndLanguage() throws IOException {
        AssetCatalog catalog = new AssetCatalog(AssetCatalogTest.files());
        String incidents = "{count} open incidents";

        assertThat(Translations.of("en", catalog).text(incidents, Map.of("count", 1)))
                .isEqualTo("1 open incident");
        assertThat(Translations.of("en", catalog).text(incidents, Map.of("count", 0)))
                .isEqualTo("0 open incidents");
        assertThat(Translations.of("fr", catalog).text(incidents, Map.of("count", 0)))
                .isEqualTo("0 incident en cours");
        assertThat(Translations.of("de", catalog).text("Affects {names}", Map.of("names", "{count} $1 \\")))
                .isEqualTo("Betrifft {count} $1 \\");
    }

    @Test
    void theMarksAndSentencesAreThoseOfTheScript() throws IOException {
        assertThat(Files.readString(STATUS.resolve("items.js")))
                .contains(StateIcon.SHAPES.values().stream()
                        .map(shape -> "svg`" + shape + "`")
                        .toList());
        String sentences = Files.readString(STATUS.resolve("items.js"));
        StatusPageWriter.SENTENCES.forEach((headline, words) -> assertThat(
                        headline.equals("none") || sentences.contains(headline + ": \"" + words + "\""))
                .as(headline)
                .isTrue());
    }
}
