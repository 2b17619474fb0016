package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.heliograph.testing.ServerProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer is also looked at for stack traces by the client itself. */
class BadBodyIT {
    private final Api alice = Server.shared().as("alice@acme.test");

    @AfterAll
    static void theServerIsNoneTheWorse() {
        ServerProbe.check(Server.shared());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/login",
                "/api/auth/refresh",
                "/api/auth/logout",
                "/api/auth/password",
                "/api/auth/invitation",
                "/api/auth/reset",
                "/api/register-machine",
                "/api/machine-heartbeat",
                "/api/db/machines",
                "/api/db/_rpc",
                "/api/keys",
                "/api/members",
                "/api/organizations"
            })
    void whatIsNoJsonObjectIs400(String path) {
        for (String body : new String[] {
            "",
            " ",
            "{",
            "nonsense",
            "null",
            "7",
            "[]",
            "\"text\"",
            "{}}",
            "[".repeat(50_000),
            "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000),
            "{\"a\":" + "9".repeat(10_000) + "}"
        }) {
            Answer answer = alice.post(path, body);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.json().getBoolean("success")).isFalse();
            assertThat(answer.json().getJsonObject("error").getString("message"))
                    .isNotBlank();
        }
    }

    @Test
    void aHugeBodyIs413() {
        String huge = "{\"email\":\"" + "x".repeat(1_000_000) + "\"}";

        assertThat(alice.post("/api/auth/login", huge).status()).isEqualTo(413);
        assertThat(alice.post("/api/machine-heartbeat", huge).status()).isEqualTo(413);
    }

    @Test
    void anotherContentTypeIsSaidToBeWrong() {
        Answer answer = alice.send("POST", "/api/keys", null, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.status()).isIn(400, 415);
        assertThat(answer.json().getBoolean("success")).isFalse();
    }

    @Test
    void anUnknownPathOrMethodIsAnsweredInTheSameEnvelope() {
        assertThat(alice.get("/api/nothing").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(alice.get("/api/db/secrets").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(alice.send("PUT", "/api/db/machines", "{}").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
        assertThat(alice.get("/api/auth/login").outcome()).isEqualTo("405 METHOD_NOT_ALLOWED");
    }
}
