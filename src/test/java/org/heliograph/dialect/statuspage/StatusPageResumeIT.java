package org.heliograph.dialect.statuspage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPageResumeIT {
    private static final String PASSWORD_HASH = // BLAKE2b-512 of "open sesame"
            "47dadf14a6c1b48b5ace1fc1ec389d921fcb88be168be7080242cdd6561c2ab2"
                    + "b677527d1373ed5e7271f03d50f706d32716512165f3ee9edfcbb9b1685f75e5";

    private final StatusAdmin admin = StatusAdmin.shared();
    private final String slug = admin.page();

    private Answer page(String slug) {
        return Server.shared().api().get("/v1/status/" + slug);
    }

    private SocketClient resume(String since) {
        SocketClient socket = SocketHandshake.to(Server.shared(), "/ws").open();
        socket.next();
        socket.send("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\",\"since\":" + since + "}");
        return socket;
    }

    @Test
    void resumingDeliversMissedEventsThenLiveEvents() {
        long seq = LogPositions.settled(() -> page(slug));
        assertThat(page(slug).header("Access-Control-Expose-Headers"))
                .startsWith("X-Heliograph-Seq, X-Heliograph-Epoch, ");
        String epoch = page(slug).header("X-Heliograph-Epoch");
        String incident = admin.incident(slug, "");
        await().until(() -> LogPositions.of(page(slug)) == seq + 1);

        try (SocketClient socket = resume("" + seq)) {
            assertThat(socket.nextText())
                    .startsWith("{\"action\":\"subscribed\"")
                    .endsWith(",\"seq\":" + (seq + 1) + ",\"epoch\":\"" + epoch + "\"}");
            assertThat(socket.nextText())
                    .startsWith("{\"action\":\"incident-created\",\"data\":{\"slug\":\"" + slug + "\"")
                    .contains(incident)
                    .endsWith(",\"seq\":" + (seq + 1) + "}");

            admin.delete("incidents/" + incident);
            assertThat(socket.nextText())
                    .startsWith("{\"action\":\"incident-deleted\"")
                    .endsWith(",\"seq\":" + (seq + 2) + "}");
        }
    }

    @Test
    void anotherEpochIsAGapFromTheBeginningAndThenWhatThereIs() {
        admin.incident(slug, "");
        await().until(() -> LogPositions.of(page(slug)) == 1);
        String epoch = page(slug).header("X-Heliograph-Epoch");

        try (SocketClient same = resume("{\"seq\":0,\"epoch\":\"" + epoch + "\"}");
                SocketClient other = resume("{\"seq\":1,\"epoch\":\"another\"}")) {
            same.next();
            assertThat(same.next().getInt("seq")).isEqualTo(1);
            assertThat(other.next().getString("epoch")).isEqualTo(epoch);
            assertThat(other.nextText())
                    .startsWith("{\"action\":\"gap\",\"slug\":\"" + slug + "\",\"from\":1,\"to\":1,")
                    .endsWith(",\"epoch\":\"" + epoch + "\"}");
            assertThat(other.next().getInt("seq")).isEqualTo(1);
        }
    }

    @Test
    void eventsBeforeAPasswordChangeAreAGap() {
        Api reader = Server.shared().api().with(PASSWORD_HASH);
        admin.incident(slug, "");
        // a change of the password deletes events that have no number yet
        await().until(() -> LogPositions.of(page(slug)) == 1);
        admin.put("status-pages/" + slug, "{'password':'open sesame'}");
        admin.incident(slug, "");
        await().until(() -> LogPositions.of(reader.get("/v1/status/" + slug)) == 2);
        admin.put("status-pages/" + slug, "{'password':null}");

        try (SocketClient socket = resume("0")) {
            assertThat(socket.nextText()).contains(",\"seq\":2,\"epoch\":\"");
            assertThat(socket.nextText())
                    .startsWith("{\"action\":\"gap\",\"slug\":\"" + slug + "\",\"from\":1,\"to\":2,\"timestamp\":\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "\"0\"", "null", "[]"})
    void anInvalidSequenceIsAnErrorAndSubscribesToNothing(String since) {
        try (SocketClient socket = resume(since)) {
            assertThat(socket.next().getString("message")).contains("since");
            socket.send("{\"action\":\"list_subscriptions\"}");
            assertThat(socket.next().getJsonArray("items")).isEmpty();
        }
    }
}
