package org.heliograph.machine.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Instant;
import org.heliograph.identity.SecureTokens;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.junit.jupiter.api.Test;

class AuthKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");

    @Test
    void secretHasTheDocumentedFormAndIsUnique() {
        AuthKey key = key("{}");

        assertThat(key.secret()).matches("tskey-auth-[A-Za-z0-9_-]{43}");
        assertThat(key.secret()).isNotEqualTo(key("{}").secret());
    }

    @Test
    void storesAHashAndAPrefixForDisplay() {
        AuthKey key = key("{}");

        assertThat(key.keyHash()).matches("[0-9a-f]{64}").isEqualTo(SecureTokens.hash(key.secret()));
        assertThat(key.getPrefix()).hasSize(16);
        assertThat(key.secret()).startsWith(key.getPrefix());
        assertThat(key.toString()).doesNotContain(key.secret());
    }

    @Test
    void jsonContainsNeitherTheSecretNorItsHash() {
        AuthKey key = key("{}");

        String row = AuthKeyListener.row(key).build().toString();

        assertThat(row)
                .doesNotContain(key.secret())
                .doesNotContain(key.keyHash())
                .contains(key.getPrefix());
    }

    @Test
    void isInvalidOnceRevokedOrExpired() {
        AuthKey unlimited = key("{}");
        AuthKey oneDay = key("{\"expires_in_days\":1}");

        assertThat(unlimited.isInvalid(NOW.plusSeconds(1_000_000_000))).isFalse();
        assertThat(oneDay.isInvalid(NOW.plusSeconds(86_399))).isFalse();
        assertThat(oneDay.isInvalid(NOW.plusSeconds(86_400))).isTrue();
        unlimited.revoke(NOW);
        assertThat(unlimited.isInvalid(NOW)).isTrue();
    }

    @Test
    void requestWithInvalidFieldsIsRejected() {
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

    private static AuthKey key(String request) {
        return new AuthKey("k1", "acme", request(request), "alice", null, NOW);
    }
}
