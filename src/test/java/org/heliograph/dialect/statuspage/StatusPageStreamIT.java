package org.heliograph.dialect.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.EventStream;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events of a status page for readers whose network blocks WebSockets. */
class StatusPageStreamIT {
    private static final String PASSWORD_HASH = // BLAKE2b-512 of "open sesame"
            "47dadf14a6c1b48b5ace1fc1ec389d921fcb88be168be7080242cdd6561c2ab2"
                    + "b677527d1373ed5e7271f03d50f706d32716512165f3ee9edfcbb9b1685f75e5";

    private final StatusAdmin admin = StatusAdmin.shared();
    private final Api anonymous = Server.shared().api();

    private EventStream open(String query, String... headers) {
        return EventStream.open(anonymous, "/v1/events?slug=" + query, headers);
    }

    @Test
    void deliversTheFramesOfTheSocketWithTheSequenceAsId() {
        String slug = admin.page();
        try (EventStream stream = open(slug);
                SocketClient socket = SocketHandshake.to(Server.shared(), "/ws").open()) {
            assertThat(stream.header("Content-Type")).isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
            assertThat(stream.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(stream.next().data())
                    .startsWith("{\"action\":\"subscribed\",\"slug\":\"" + slug + "\"")
                    .contains(",\"seq\":0,\"epoch\":\"");
            socket.next();
            socket.send("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\",\"since\":0}");
            socket.next();
            admin.incident(slug, "");

            EventStream.Event event = stream.next();
            assertThat(event.id()).isEqualTo("1");
            assertThat(event.data())
                    .startsWith("{\"action\":\"incident-created\"")
                    .isEqualTo(socket.nextText());
        }
    }

    @Test
    void resumesAfterLastEventIdAndReportsAGap() {
        String slug = admin.page();
        admin.incident(slug, "");
        admin.incident(slug, "");
        await().until(() -> LogPositions.of(anonymous.get("/v1/status/" + slug)) == 2);

        try (EventStream resumed = open(slug, "Last-Event-ID", "1");
                EventStream beyond = open(slug + "&since=5")) {
            resumed.next();
            assertThat(resumed.next().id()).isEqualTo("2");
            beyond.next();
            assertThat(beyond.next().data())
                    .startsWith("{\"action\":\"gap\",\"slug\":\"" + slug + "\",\"from\":3,\"to\":5,");
        }
    }

    @Test
    void deliversPulsesWithoutAnId() {
        PushMonitor monitor = PushMonitor.on(Server.shared(), "'interval':60");
        try (EventStream stream = open(monitor.id())) {
            stream.next();
            monitor.push("latency=7");

            EventStream.Event pulse = stream.next();
            while (pulse.json().getString("action").equals("uptime-update")) {
                pulse = stream.next();
            }
            assertThat(pulse.json().getString("action")).isEqualTo("pulse");
            assertThat(pulse.id()).isNull();
        }
    }

    @Test
    void aProtectedPageRequiresItsPasswordAndAChangeEndsTheStream() {
        String slug = admin.page();
        admin.put("status-pages/" + slug, "{'password':'open sesame'}");
        Api reader = anonymous.with(PASSWORD_HASH);

        assertThat(anonymous.get("/v1/events?slug=" + slug).status()).isEqualTo(401);
        assertThat(anonymous
                        .with("00".repeat(64))
                        .get("/v1/events?slug=" + slug)
                        .status())
                .isEqualTo(401);
        try (EventStream stream = EventStream.open(reader, "/v1/events?slug=" + slug)) {
            stream.next();
            admin.put("status-pages/" + slug, "{'password':'open sesame 2'}");

            EventStream.Event close = stream.next();
            assertThat(close.name()).isEqualTo("close");
            assertThat(close.json().getInt("code")).isEqualTo(4003);
        }
    }

    @Test
    void pagesOfOtherOriginsMaySendThePassword() {
        Answer preflight = anonymous.send(
                "OPTIONS",
                "/v1/events?slug=status",
                null,
                "Origin",
                "https://status.example",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "authorization");

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
    }

    @Test
    void aDeletedPageEndsTheStream() {
        String slug = admin.page();
        try (EventStream stream = open(slug)) {
            stream.next();
            admin.delete("status-pages/" + slug);

            assertThat(stream.next().name()).isEqualTo("close");
        }
        assertThat(anonymous.get("/v1/events?slug=" + slug).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"'', 400", "'?slug=', 400", "'?slug=no-such-page', 404", "'?slug=status&since=x', 400"})
    void anInvalidRequestIsRefusedInTheEnvelopeOfStatusPages(String query, int status) {
        Answer refused = anonymous.get("/v1/events" + query);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/json");
        assertThat(refused.json().getString("error")).isNotBlank();
    }
}
