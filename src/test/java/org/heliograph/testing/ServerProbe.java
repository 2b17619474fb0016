package org.heliograph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;

/** Checks that a server still works. */
public final class ServerProbe {
    private ServerProbe() {}

    /** Asserts that the server is healthy and delivers an event to a new subscriber. */
    public static void check(Server server) {
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        Fleet acme = Fleet.acme(server);
        try (SocketClient socket = acme.listen("machines")) {
            String id = acme.register().id();
            // events of earlier acts may get their numbers only now
            JsonObject event = socket.next(frame -> frame.toString().contains(id));
            assertThat(event.getString("event")).isEqualTo("INSERT");
            assertThat(event.getJsonObject("payload").getString("id")).isEqualTo(id);
        }
    }
}
