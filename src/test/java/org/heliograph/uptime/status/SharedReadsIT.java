package org.heliograph.uptime.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

/** Responses that readers of a status page share. */
class SharedReadsIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Api anonymous = Server.shared().api();
    private final StatusAdmin admin = StatusAdmin.shared();
    private final PushMonitor monitor = PushMonitor.on(Server.shared(), "'interval':60");

    private Answer get(String path, String... headers) {
        return anonymous.send("GET", "/v1/status/" + monitor.id() + path, null, headers);
    }

    private static List<String> paths(String id) {
        return List.of(
                "",
                "/summary",
                "/monitors/" + id + "/history",
                "/monitors/" + id + "/history/hourly",
                "/monitors/" + id + "/history/daily",
                "/incidents",
                "/maintenances",
                "/report");
    }

    @Test
    void whatTheReaderHasIsNotSentAgain() {
        for (String path : paths(monitor.id())) {
            Answer first = get(path);
            String tag = first.header("ETag");
            assertThat(tag).as(path).startsWith("W/\"");

            Answer second = get(path, "If-None-Match", "\"other\", " + tag);

            assertThat(second.status()).as(path).isEqualTo(304);
            assertThat(second.text()).isEmpty();
            assertThat(second.header("ETag")).isEqualTo(tag);
            assertThat(second.header("Cache-Control")).isEqualTo("no-cache");
            assertThat(second.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
        }
    }

    @Test
    void aReaderWithAnOldTagGetsWhatHasChanged() {
        String tag = get("").header("ETag");
        monitor.push("latency=8");

        await().atMost(SECOND.multipliedBy(30))
                .until(() -> get("", "If-None-Match", tag).status() == 200);

        assertThat(monitor.status()).isEqualTo("up");
        assertThat(get("").header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void longResponsesAreCompressedForThoseWhoTakeIt() throws IOException, InterruptedException {
        String[] monitors = Stream.generate(() -> admin.monitor("")).limit(10).toArray(String[]::new);
        String page = admin.page(monitors);
        HttpRequest request = HttpRequest.newBuilder(Server.shared().uri("/v1/status/" + page))
                .header("Accept-Encoding", "br, gzip")
                .build();

        HttpResponse<byte[]> compressed =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(compressed.headers().allValues("Content-Encoding")).containsExactly("gzip");
        assertThat(String.join(",", compressed.headers().allValues("Vary"))).contains("Accept-Encoding");
        try (JsonReader reader = Json.createReader(new GZIPInputStream(new ByteArrayInputStream(compressed.body())))) {
            assertThat(reader.readObject().getJsonArray("items")).hasSize(10);
        }
        Answer plain = anonymous.get("/v1/status/" + page);
        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(plain.header("ETag"))
                .isEqualTo(compressed.headers().firstValue("ETag").orElseThrow());
        assertThat(compressed.body().length * 3).isLessThan(plain.text().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void readersOfOneMomentGetOneResponse() {
        await().atMost(SECOND.multipliedBy(30)).untilAsserted(() -> {
            List<CompletableFuture<Answer>> readers = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> get("")))
                    .limit(8)
                    .toList();
            assertThat(readers)
                    .extracting(reader -> reader.join().json().getString("lastUpdated"))
                    .containsOnly(readers.get(0).join().json().getString("lastUpdated"));
        });
    }

    /** Each change is in the very next response, whose position is that of the change's event. */
    @Test
    void noResponseIsOlderThanAnEventThatItsReaderMayHaveHeard() {
        long position = LogPositions.settled(() -> get(""));
        for (int i = 1; i <= 5; i++) {
            assertThat(get("/incidents").json().getJsonArray("incidents")).hasSize(i - 1);

            admin.incident(monitor.id(), "");

            assertThat(get("/incidents").json().getJsonArray("incidents")).hasSize(i);
            long expected = position + i;
            // the event has its number soon after the answer
            await().atMost(SECOND.multipliedBy(30)).until(() -> LogPositions.of(get("")) == expected);
        }
    }

    @Test
    void changesOfAPageAndItsMonitorsAreInTheNextResponse() {
        for (String name : List.of("First", "Second", "Third")) {
            get("");
            admin.put("monitors/" + monitor.id(), "{'name':'" + name + "'}");
            assertThat(monitor.item().getString("name")).isEqualTo(name);

            admin.put("status-pages/" + monitor.id(), "{'name':'" + name + "'}");
            assertThat(get("").json().getString("name")).isEqualTo(name);
        }
    }

    @Test
    void aPasswordProtectsTheNextResponseAndKeepsItOutOfProxies() {
        assertThat(get("").status()).isEqualTo(200);

        admin.put("status-pages/" + monitor.id(), "{'password':'correct horse'}");

        Answer refused = get("");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.json().keySet()).containsExactly("error");
    }

    @Test
    void aDeletedPageIsGoneAtOnce() {
        assertThat(get("").status()).isEqualTo(200);

        admin.delete("status-pages/" + monitor.id());

        assertThat(get("").status()).isEqualTo(404);
    }

    @Test
    void aPulseIsVisibleWithinASecond() {
        get("");
        monitor.push("latency=77");

        StallFreeClock.within(SECOND.plusMillis(500), () -> monitor.item().getInt("latency") == 77);
    }

    @Test
    void headHasTheHeadersWithoutTheBody() {
        Answer head = anonymous.send("HEAD", "/v1/status/" + monitor.id(), null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).startsWith("W/\"");
        assertThat(head.text()).isEmpty();
    }
}
