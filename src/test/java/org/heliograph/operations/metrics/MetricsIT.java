package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.ShortIntervalServer;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of a node, on which other tests work at the same time. */
class MetricsIT {
    private static final boolean WILDFLY =
            System.getProperty("heliograph.server", "wildfly").equals("wildfly");
    private static final String TEXT = "text/plain;version=0.0.4;charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0;charset=utf-8";

    private final Server server = Server.shared();

    /** Whether the script has switched the statistics of the pool on. */
    private static boolean hasPool() {
        try {
            return WILDFLY
                    && Files.readString(Path.of(System.getProperty("heliograph.server.home", "target/server"))
                                    .resolve("standalone/configuration/standalone.xml"))
                            .contains("statistics-enabled=\"true\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Double> scrape() {
        Answer answer = server.api().get("/metrics");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Map<String, Double> samples = new TreeMap<>();
        answer.text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return samples;
    }

    private static Set<String> names(Map<String, Double> samples) {
        return samples.keySet().stream()
                .map(series -> series.replaceFirst("\\{.*", ""))
                .collect(Collectors.toSet());
    }

    /** The servers differ in spaces and capitals. */
    private static String type(Answer answer) {
        return answer.header("Content-Type").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private void awaitRise(Map<String, Double> before, String series) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(scrape().get(series)).as(series).isGreaterThan(before.getOrDefault(series, 0.0)));
    }

    @Test
    void answersWhatThePageDocuments() throws IOException {
        Set<String> documented = MetricsDocument.series(Files.readAllLines(Path.of(MetricsDocument.FILE)));
        Set<String> scraped = names(scrape());

        assertThat(documented).containsAll(scraped);
        assertThat(scraped)
                .containsAll(documented.stream()
                        .filter(name -> name.startsWith("heliograph_"))
                        .filter(name -> WILDFLY || !name.startsWith("heliograph_hibernate_"))
                        .filter(name -> hasPool() || !name.startsWith("heliograph_pool_"))
                        .toList())
                .contains("jvm_memory_used_bytes", "process_uptime_seconds");
    }

    @Test
    void hasEitherFormatOfPrometheus() {
        Answer text = server.api().get("/metrics");
        Answer open = server.api()
                .send("GET", "/metrics", null, "Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(type(text)).isEqualTo(TEXT);
        assertThat(text.text()).contains("# TYPE heliograph_sockets gauge\n").doesNotContain("# EOF");
        assertThat(type(open)).isEqualTo(OPEN_METRICS);
        assertThat(open.text()).contains("# TYPE heliograph_closes counter\n").endsWith("# EOF\n");
        assertThat(text.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void refusesWhatCameThroughAProxy() {
        Answer refused = server.api().send("GET", "/metrics", null, "X-Forwarded-For", "192.0.2.7");

        assertThat(refused.outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(refused.text()).contains("heliograph.metrics.token");
        assertThat(server.api()
                        .send("GET", "/metrics", null, "Forwarded", "for=192.0.2.7")
                        .status())
                .isEqualTo(403);
        assertThat(server.api().post("/metrics", "{}").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
    }

    @Test
    void needsTheTokenWhereOneIsConfigured() {
        Server hasty = ShortIntervalServer.server();

        assertThat(hasty.api().get("/metrics").outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(hasty.api().with("wrong").get("/metrics").outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(hasty.as("alice@acme.test").get("/metrics").outcome()).isEqualTo("401 UNAUTHORIZED");
        Answer scraped = hasty.api()
                .with(TestSettings.METRICS_TOKEN)
                .send("GET", "/metrics", null, "X-Forwarded-For", "192.0.2.7");
        assertThat(scraped.status()).isEqualTo(200);
        assertThat(scraped.text()).contains("heliograph_ready 1");
    }

    @Test
    void countsTheWayOfAnEventToASocket() {
        Fleet acme = Fleet.acme(server);
        Map<String, Double> before = scrape();
        try (SocketClient socket = acme.listen("machines")) {
            assertThat(scrape().get("heliograph_sockets{dialect=\"fleet\"}")).isPositive();
            assertThat(scrape().get("heliograph_subscriptions")).isPositive();
            Agent agent = acme.online();

            awaitRise(before, "heliograph_publications_total{kind=\"machines\"}");
            awaitRise(before, "heliograph_delivery_lag_seconds_count{kind=\"machines\"}");
            awaitRise(before, "heliograph_delivery_seconds_count{dialect=\"fleet\"}");
            awaitRise(before, "heliograph_frames_sent_total{dialect=\"fleet\"}");
            awaitRise(before, "heliograph_handshakes_total{result=\"accepted\"}");
            awaitRise(before, "heliograph_heartbeats_total{kind=\"change\"}");
            awaitRise(before, "heliograph_transitions_total{cause=\"heartbeat\"}");
        }
        awaitRise(before, "heliograph_closes_total{code=\"peer\"}");
    }

    @Test
    void countsRefusals() {
        Map<String, Double> before = scrape();
        server.api().login("alice@acme.test", "wrong-" + UUID.randomUUID());
        SocketHandshake.to(server, "/ws?token=wrong").refused();
        server.api().get("/api/" + UUID.randomUUID());
        server.api().get("/v1/push/" + UUID.randomUUID());
        server.api().get("/v1/events?slug=" + UUID.randomUUID());

        awaitRise(before, "heliograph_sign_ins_total{result=\"failed\"}");
        awaitRise(before, "heliograph_handshakes_total{result=\"401\"}");
        awaitRise(before, "heliograph_handshakes_total{result=\"404\"}");
        awaitRise(before, "heliograph_refusals_total{status=\"404\"}");
        awaitRise(before, "heliograph_pulses_total{result=\"refused\"}");
    }

    @Test
    void hasNoMoreSeriesWhateverClientsDo() {
        Fleet acme = Fleet.acme(server);
        Set<String> before = scrape().keySet();
        for (int i = 0; i < 20; i++) {
            server.api().get("/api/" + UUID.randomUUID() + "?x=" + i);
            server.api().login("stranger-" + i + "@example.org", "wrong");
        }
        acme.register();

        Set<String> after = scrape().keySet();
        assertThat(after.stream().filter(series -> series.startsWith("heliograph_")))
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .filter(series -> series.startsWith("heliograph_"))
                        .toList());
        assertThat(after).hasSizeLessThan(900);
    }
}
