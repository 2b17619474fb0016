package org.heliograph.dialect.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Channels;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/publish}. */
class PublishIT {
    private final Channels alice = Channels.of("alice@acme.test");

    @ParameterizedTest
    @CsvSource({"admin, 200", "service, 200", "user, 403 FORBIDDEN", "viewer, 403 FORBIDDEN"})
    void publishingRequiresTheRoleServiceOrAdmin(String role, String outcome) {
        assertThat(Channels.withRole(role).publish("apps:created", "{}").outcome())
                .isEqualTo(outcome);
    }

    @Test
    void publishingRequiresAToken() {
        assertThat(Channels.anonymous().publish("announcements", "{}").outcome())
                .isEqualTo("401 UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"x\",\"n\":12345678901234567890.10,\"e\":\"\\u00e9€😀\"}",
                "[]",
                "7",
                "\"x\"",
                "false",
                "null"
            })
    void anyJsonValueIsDeliveredToSubscribers(String data) {
        try (SocketClient socket = alice.listen("apps:any-json")) {
            Answer answer = alice.publish("apps:any-json", data);

            assertThat(answer.data().getString("channel")).isEqualTo("apps:any-json");
            assertThat(socket.nextText())
                    .startsWith("{\"type\":\"event\",\"channel\":\"apps:any-json\",\"data\":"
                            + data.replace("\\u00e9", "\u00e9") + ",\"timestamp\":\"");
        }
    }

    @Test
    void eventsAreDeliveredOnceInTheOrderOfPublishing() {
        try (SocketClient socket = alice.listen("apps:ordered")) {
            IntStream.range(0, 50).forEach(i -> alice.publish("apps:ordered", "" + i));
            alice.publish("apps:ordered", "\"end\"");

            for (int i = 0; i < 50; i++) {
                assertThat(socket.next().getInt("data")).isEqualTo(i);
            }
            assertThat(socket.next().getString("data")).isEqualTo("end");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weather", "", "apps:*", "apps", "audit", "machines", "org:acme:audit", "ws:org:acme"})
    void anUnknownChannelIsRefused(String channel) {
        assertThat(alice.publish(channel, "{}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, announcements",
        "service, announcements",
        "service, users:created",
        "service, users:custom",
        "admin, system:alerts",
        "service, system:metrics",
        "service, system:test"
    })
    void noTokenPublishesWhereTheInstallationItselfPublishes(String role, String channel) {
        assertThat(Channels.withRole(role).publish(channel, "{}").outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void aBodyWithAMissingOrInvalidFieldIsRefused() {
        assertThat(alice.caller()
                        .post("/api/publish", "{\"channel\":\"apps:created\"}")
                        .outcome())
                .isEqualTo("400 MISSING_FIELDS");
        assertThat(alice.caller().post("/api/publish", "{\"data\":{}}").outcome())
                .isEqualTo("400 MISSING_FIELDS");
        assertThat(alice.caller()
                        .post("/api/publish", "{\"channel\":7,\"data\":{}}")
                        .outcome())
                .isEqualTo("400 INVALID_FIELD");
    }
}
