package org.heliograph.machine.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.junit.jupiter.api.Test;

class AuthKeyTextTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    @Test
    void looksAsAgentsExpectAndIsNeverTheSameTwice() {
        AuthKeyText key = AuthKeyText.random();

        assertThat(key.text()).matches("tskey-auth-[A-Za-z0-9_-]{43}");
        assertThat(key.text()).isNotEqualTo(AuthKeyText.random().text());
    }

    @Test
    void isStoredAsAHashAndShownByAFewCharacters() {
        AuthKeyText key = AuthKeyText.random();

        assertThat(key.hash()).matches("[0-9a-f]{64}");
        assertThat(key.prefix()).hasSize(16);
        assertThat(key.text()).startsWith(key.prefix());
        assertThat(key).hasToString("an auth key");
    }

    @Test
    void neitherTheKeyNorItsHashIsEverShownAgain() {
        AuthKeyText text = AuthKeyText.random();

        String row = AuthKeyJson.row(key(text, "{}")).build().toString();

        assertThat(row).doesNotContain(text.text()).doesNotContain(text.hash()).contains(text.prefix());
    }

    @Test
    void isOverOnceRevokedOrExpired() {
        AuthKey forEver = key(AuthKeyText.random(), "{}");
        AuthKey forADay = key(AuthKeyText.random(), "{\"expires_in_days\":1}");

        assertThat(forEver.isOver(NOW.plusSeconds(1_000_000_000))).isFalse();
        assertThat(forADay.isOver(NOW.plusSeconds(86_399))).isFalse();
        assertThat(forADay.isOver(NOW.plusSeconds(86_400))).isTrue();
        forEver.revoke(NOW);
        assertThat(forEver.isOver(NOW)).isTrue();
    }

    @Test
    void wishesAreRefusedWhenTheyMakeNoSense() {
        for (String body : new String[] {
            "{\"expires_in_days\":0}", "{\"expires_in_days\":1.5}", "{\"reusable\":\"yes\"}", "{\"description\":[]}"
        }) {
            assertThatThrownBy(() -> request(body)).isInstanceOf(ApiException.class);
        }
    }

    private static CreateAuthKeyRequest request(String fields) {
        JsonObject body =
                JsonText.object(Body.parse(fields).json()).add("org_id", "acme").build();
        return new Body(body).as(CreateAuthKeyRequest.class);
    }

    private static AuthKey key(AuthKeyText text, String wish) {
        return new AuthKey("k1", "acme", text, request(wish), "alice", NOW);
    }
}
