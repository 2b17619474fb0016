package org.heliograph.operations.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Channels;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;

/** The console's REST on a node that works alone. */
class ConsoleIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final List<String> LISTS = List.of(
            "/api/admin/nodes",
            "/api/admin/sockets",
            "/api/admin/topics",
            "/api/admin/rates",
            "/api/admin/jobs",
            "/api/admin/settings",
            "/api/admin/announcements");

    private final Server server = Server.shared();
    private final Api admin = server.as("alice@acme.test");
    private final Channels channels = new Channels(admin);
    private final String since = Instant.now().minusMillis(5).toString();

    private static List<JsonObject> items(Answer answer) {
        assertThat(answer.data().getJsonArray("missing")).isEmpty();
        return answer.data().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private List<JsonObject> list(String path) {
        return items(admin.get("/api/admin/" + path));
    }

    private JsonObject self() {
        return list("nodes").stream()
                .filter(node -> node.getBoolean("self"))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the newest row of an act, by this test's time. */
    private JsonObject audited(String action) {
        return await().atMost(SOON)
                .until(
                        () -> admin.get("/api/audit?action=" + action + "&outcome=done&from=" + since)
                                .list(),
                        rows -> !rows.isEmpty())
                .getJsonObject(0);
    }

    @Test
    void theNodeIsListedWithItsFigures() {
        try (SocketClient listening = channels.listen("announcements")) {
            JsonObject node = self();

            assertThat(node.getString("state")).isIn("ready", "draining");
            assertThat(node.getString("server")).containsPattern("WildFly|Payara");
            assertThat(node.getString("database")).startsWith("H2 ");
            assertThat(node.getString("broker")).isEqualTo("none");
            assertThat(node.getString("started_at")).endsWith("Z");
            assertThat(node.getInt("sockets")).isPositive();
            assertThat(node.getInt("subscriptions")).isPositive();
            assertThat(node.getJsonNumber("heap_used_bytes").longValue()).isPositive();
        }
    }

    @Test
    void aNodeIsDrainedByItsIdAndUndrainedByItsName() {
        String path = "/api/admin/nodes/" + self().getString("id");
        try {
            Answer begun = admin.post(path + "/drain", "{\"over_seconds\":600}");

            assertThat(begun.status()).isEqualTo(202);
            assertThat(items(begun).get(0).getInt("over_seconds")).isEqualTo(600);
            assertThat(self().getString("state")).isEqualTo("draining");
            assertThat(server.api().get("/health").json().getString("status")).isEqualTo("draining");
            assertThat(audited("node.drain").getString("actor_name")).isEqualTo("alice@acme.test");
        } finally {
            assertThat(admin.post("/api/admin/nodes/" + self().getString("name") + "/undrain", null)
                            .status())
                    .isEqualTo(202);
        }
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        assertThat(admin.post("/api/admin/nodes/no-such-node/drain", null).outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(admin.post(path + "/drain", "{\"over_seconds\":-1}").outcome())
                .isEqualTo("400 INVALID_FIELD");
    }

    @Test
    void aSocketIsFoundAndDisconnectedWithAReason() {
        try (SocketClient socket = channels.call().open()) {
            String id = socket.next().getString("connectionId");
            JsonObject row = list("sockets?user=ALICE@acme&dialect=ws").stream()
                    .filter(found -> found.getString("id").equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.getString("node")).isEqualTo(self().getString("name"));
            assertThat(row.getString("user")).isEqualTo("alice@acme.test");
            assertThat(row.getString("address")).isEqualTo("127.0.0.1");
            assertThat(row.getString("connected_at")).endsWith("Z");

            String path = "/api/admin/sockets/" + id + "/disconnect";
            assertThat(admin.post(path, "{\"reason\":\" \"}").status()).isEqualTo(400);
            Answer disconnected = admin.post(path, "{\"reason\":\"works on the network\"}");

            assertThat(disconnected.status()).isEqualTo(202);
            assertThat(disconnected.data().getString("node")).isEqualTo(row.getString("node"));
            assertThat(socket.end()).isEqualTo(new SocketClient.End(1001, "works on the network"));
            JsonObject act = audited("socket.disconnect");
            assertThat(act.toString()).contains(id, "works on the network", "alice@acme.test");
        }
        assertThat(admin.post("/api/admin/sockets/no-such-socket/disconnect", "{\"reason\":\"x\"}")
                        .outcome())
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void socketsComeInPages() {
        try (SocketClient first = channels.open();
                SocketClient second = channels.open()) {
            Answer page = admin.get("/api/admin/sockets?limit=1");

            assertThat(items(page)).hasSize(1);
            String next = page.header("Link").replaceFirst("<(.*)>; rel=\"next\"", "$1");
            assertThat(items(admin.get(next)).get(0).getString("id"))
                    .isGreaterThan(items(page).get(0).getString("id"));
        }
    }

    @Test
    void topicsAreListedWithPositionsAndSubscriptions() {
        try (SocketClient socket = channels.listen("system:console-test")) {
            JsonObject channel = list("topics?search=SYSTEM:console-test").get(0);
            assertThat(channel.getString("topic")).isEqualTo("channel:system:console-test:data");
            assertThat(channel.getString("kind")).isEqualTo("channel");
            assertThat(channel.getInt("subscriptions")).isEqualTo(1);
            assertThat(channel.getInt("position")).isZero();
        }
        server.as("alice@acme.test").post("/api/admin/test-event", null).data();
        JsonObject questions = list("topics?search=node:questions").get(0);
        assertThat(questions.getInt("position")).isPositive();
        assertThat(questions.isNull("organization")).isTrue();
    }

    @Test
    void aTestEventReachesThoseWhoListen() {
        try (SocketClient socket = channels.listen("system:test")) {
            // a node that is slow to answer is missing
            JsonObject published = await().atMost(SOON)
                    .until(
                            () -> admin.post("/api/admin/test-event", null).data(),
                            data -> data.getJsonArray("missing").isEmpty());

            assertThat(published.getInt("listeners")).isPositive();
            assertThat(published.getInt("position")).isPositive();
            assertThat(published.getJsonArray("items")).hasSize(1);
            JsonObject event = socket.next(frame -> frame.getString("type").equals("event"));
            assertThat(event.getString("channel")).isEqualTo("system:test");
            assertThat(event.getJsonObject("data").getString("by")).isEqualTo("alice@acme.test");
            audited("test-event.publish");
        }
    }

    @Test
    void anAnnouncementReachesEverybodyWhoListens() {
        try (SocketClient socket = Channels.anonymous().listen("announcements")) {
            Answer created =
                    admin.post("/api/admin/announcements", "{\"text\":\"Works tonight <b>\",\"severity\":\"warning\"}");
            assertThat(created.status()).isEqualTo(201);
            String id = created.data().getString("id");

            JsonObject event = socket.next(frame -> frame.toString().contains(id));
            assertThat(event.getString("channel")).isEqualTo("announcements");
            assertThat(event.getJsonObject("data").getString("text")).isEqualTo("Works tonight <b>");
            assertThat(event.toString()).doesNotContain("alice");
            assertThat(list("announcements"))
                    .extracting(row -> row.getString("id"))
                    .contains(id);

            assertThat(admin.delete("/api/admin/announcements/" + id).status()).isEqualTo(200);
            socket.next(frame -> frame.toString().contains("\"action\":\"deleted\",\"id\":\"" + id));
            assertThat(admin.delete("/api/admin/announcements/" + id).outcome()).isEqualTo("404 NOT_FOUND");
        }
        audited("announcement.create");
        audited("announcement.delete");
        assertThat(admin.post("/api/admin/announcements", "{\"text\":\"x\",\"until\":\"soon\"}")
                        .outcome())
                .isEqualTo("400 INVALID_FIELD");
    }

    @Test
    void jobsAndRatesAreThoseOfTheNode() {
        String name = self().getString("name");
        assertThat(list("jobs"))
                .filteredOn(job -> job.getString("name").equals("machine-cleanup"))
                .singleElement()
                .satisfies(job -> assertThat(job.getString("node")).isEqualTo(name));

        JsonObject rates = admin.get("/api/admin/rates?minutes=5").data();
        assertThat(rates.getInt("step_seconds")).isEqualTo(10);
        assertThat(rates.getJsonArray("items").getJsonObject(0).getString("node"))
                .isEqualTo(name);
        assertThat(rates.getJsonArray("items").getJsonObject(0).getJsonArray("points"))
                .hasSizeLessThanOrEqualTo(31);
        assertThat(admin.get("/api/admin/rates?minutes=61").status()).isEqualTo(400);
    }

    @Test
    void settingsShowTheirOriginsAndNoSecret() {
        Answer answer = admin.get("/api/admin/settings");
        List<JsonObject> settings = items(answer);

        assertThat(settings)
                .filteredOn(row -> row.getString("name").equals("heliograph.data.dir"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("origin")).isEqualTo("environment"));
        assertThat(settings)
                .filteredOn(row -> row.getString("name").equals("heliograph.webhook.secret"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("value")).isEqualTo("hidden"));
        assertThat(settings)
                .filteredOn(row -> row.getString("name").equals("heliograph.log.gap"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("default")).isEqualTo("PT0.2S"));
        assertThat(answer.text()).doesNotContain(TestSettings.WEBHOOK_SECRET, TestSettings.DATABASE_PASSWORD);
        assertThat(admin.get("/api/admin/settings?node=no-such-node").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void onlyAdministratorsOfTheInstallationMayAsk() {
        // a member, and the owner of an organisation
        for (String other : List.of("mallory@acme.test", "carol@globex.test")) {
            LISTS.forEach(path ->
                    assertThat(server.as(other).get(path).outcome()).as(path).isEqualTo("403 FORBIDDEN"));
            for (String act :
                    List.of("/api/admin/nodes/x/drain", "/api/admin/nodes/x/undrain", "/api/admin/test-event")) {
                assertThat(server.as(other).post(act, null).outcome()).as(act).isEqualTo("403 FORBIDDEN");
            }
            assertThat(server.as(other)
                            .post("/api/admin/sockets/x/disconnect", "{\"reason\":\"x\"}")
                            .outcome())
                    .isEqualTo("403 FORBIDDEN");
            assertThat(server.as(other)
                            .post("/api/admin/announcements", "{\"text\":\"x\"}")
                            .outcome())
                    .isEqualTo("403 FORBIDDEN");
            assertThat(server.as(other).delete("/api/admin/announcements/x").outcome())
                    .isEqualTo("403 FORBIDDEN");
        }
        LISTS.forEach(
                path -> assertThat(server.api().get(path).outcome()).as(path).isEqualTo("401 UNAUTHORIZED"));
    }
}
