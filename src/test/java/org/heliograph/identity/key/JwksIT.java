package org.heliograph.identity.key;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Server;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

/** The public key of the installation, as other services read it. */
class JwksIT {
    private static final String PATH = "/.well-known/jwks.json";

    private final Server server = Server.shared();

    @Test
    void aTokenOfTheServerVerifiesWithTheKeyFoundThere() throws Exception {
        Api alice = server.as("alice@acme.test");
        JsonWebKeySet keys = new JsonWebKeySet(server.api().get(PATH).text());
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer("heliograph")
                .setExpectedAudience("heliograph")
                .setRequireExpirationTime()
                .build();

        JwtClaims claims = consumer.processToClaims(alice.token());

        assertThat(claims.getStringClaimValue("email")).isEqualTo("alice@acme.test");
    }

    @Test
    void theKeyIsPublicAndSaysWhatItIsFor() {
        Answer answer = server.api().get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/jwk-set+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(answer.json().getJsonArray("keys")).hasSize(1);
        JsonObject key = answer.json().getJsonArray("keys").getJsonObject(0);
        assertThat(key.keySet()).containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "use", "alg");
        assertThat(key.getString("kty")).isEqualTo("EC");
        assertThat(key.getString("crv")).isEqualTo("P-256");
        assertThat(key.getString("use")).isEqualTo("sig");
        assertThat(key.getString("alg")).isEqualTo("ES256");
    }

    @Test
    void theKeySetIsReadOnly() {
        assertThat(server.api().send("POST", PATH, "{}").status()).isEqualTo(405);
        assertThat(server.api().send("HEAD", PATH, null).status()).isEqualTo(200);
    }
}
