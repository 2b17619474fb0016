package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.settings.SettingException;
import org.heliograph.settings.Settings;
import org.heliograph.settings.SignInSettings;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases of the MicroProfile JWT 2.1 specification: which tokens are accepted, and what the principal says of them. */
class MicroProfileJwtTest extends TokenVerifierCase {
    private static final String UNTRUSTED = "The token has no trusted signature.";

    @BeforeEach
    void trustKeySet() {
        settings.put("mp.jwt.verify.publickey", jwks(rsa, curve));
    }

    private static Forge byRsa() {
        return Forge.token().signed("RS256", rsa.getPrivateKey()).keyId("rsa-1");
    }

    private static Forge byCurve() {
        return Forge.token().signed("ES256", curve.getPrivateKey()).keyId("ec-1");
    }

    @Test
    void nameIsUpnThenPreferredUsernameThenSubject() throws Exception {
        Forge token = byRsa().with("upn", "jdoe@example.test").with("preferred_username", "jdoe");

        assertThat(verify(token.build()).getName()).isEqualTo("jdoe@example.test");
        assertThat(verify(token.without("upn").build()).getName()).isEqualTo("jdoe");
        assertThat(verify(token.without("preferred_username").build()).getName())
                .isEqualTo("u-1");
    }

    @Test
    void nameAloneIsEnoughAndNoNameIsRefused() throws Exception {
        Forge token = byRsa().without("sub").with("upn", "jdoe@example.test").with("preferred_username", "jdoe");

        assertThat(verify(token.build()).userId()).isEqualTo("jdoe@example.test");
        assertThat(verify(token.without("upn").build()).userId()).isEqualTo("jdoe");
        refuses(token.without("preferred_username").build(), "The token has no subject.");
        refuses(byRsa().with("upn", 7).build(), "A claim of the token has the wrong type.");
    }

    @Test
    void claimsHaveTheTypesOfTheStandard() throws Exception {
        String raw = byRsa().with("iss", "https://id.test")
                .with("aud", List.of("fleet", "wall"))
                .with("groups", List.of("admin", "user"))
                .with("iat", Forge.NOW.getEpochSecond())
                .with("jti", "t-1")
                .with("custom", Map.of("a", List.of(1, 2)))
                .build();
        Caller token = verify(raw);

        assertThat(token.getRawToken()).isEqualTo(raw);
        assertThat(token.getIssuer()).isEqualTo("https://id.test");
        assertThat(token.getAudience()).containsExactlyInAnyOrder("fleet", "wall");
        assertThat(token.getSubject()).isEqualTo("u-1");
        assertThat(token.getTokenID()).isEqualTo("t-1");
        assertThat(token.getIssuedAtTime()).isEqualTo(Forge.NOW.getEpochSecond());
        assertThat(token.getExpirationTime()).isEqualTo(Forge.NOW.getEpochSecond() + 600);
        assertThat(token.getGroups()).containsExactlyInAnyOrder("admin", "user");
        assertThat(token.<Object>getClaim("custom")).isEqualTo(Map.of("a", List.of(1L, 2L)));
        assertThat(token.claim("absent")).isEmpty();
        assertThat(token.containsClaim("absent")).isFalse();
        assertThat(token.getClaimNames()).contains("iss", "aud", "exp", "jti", "custom", "raw_token");
        assertThat(token.toString()).doesNotContain(raw).doesNotContain("id.test");
    }

    @Test
    void audienceMayBeOneTextAndGroupsMayBeAbsent() throws Exception {
        settings.put("mp.jwt.verify.audiences", "fleet,wall");
        Caller token = verify(byRsa().with("aud", "wall").build());

        assertThat(token.getAudience()).isEqualTo(Set.of("wall"));
        assertThat(token.getGroups()).isEmpty();
        refuses(byRsa().with("aud", List.of("other", "others")).build(), "The token is meant for somebody else.");
    }

    @Test
    void claimsAreConvertedToTheTypeOfTheInjectionPoint() {
        assertThat(JsonWebTokenProducer.convert("a", jakarta.json.JsonString.class))
                .hasToString("\"a\"");
        assertThat(JsonWebTokenProducer.convert(7L, jakarta.json.JsonNumber.class))
                .hasToString("7");
        assertThat(JsonWebTokenProducer.convert(List.of("a", 7L), jakarta.json.JsonArray.class))
                .hasToString("[\"a\",7]");
        assertThat(JsonWebTokenProducer.convert(Map.of("a", true), jakarta.json.JsonObject.class))
                .hasToString("{\"a\":true}");
        assertThat(JsonWebTokenProducer.convert(true, jakarta.json.JsonValue.class))
                .hasToString("true");
        assertThat(JsonWebTokenProducer.convert(7.9, Long.class)).isEqualTo(7L);
        assertThat(JsonWebTokenProducer.convert("a", Set.class)).isEqualTo(Set.of("a"));
        assertThat(JsonWebTokenProducer.convert(7L, String.class)).isEqualTo("7");
        assertThat(JsonWebTokenProducer.convert(null, Long.class)).isNull();
    }

    @Test
    void keyIdSelectsTheKeyOfTheSet() throws Exception {
        assertThat(verify(byRsa().build()).userId()).isEqualTo("u-1");
        assertThat(verify(byRsa().keyId(null).build()).userId()).isEqualTo("u-1");
        refuses(byRsa().keyId("other").build(), UNTRUSTED);
        refuses(byRsa().keyId("ec-1").build(), UNTRUSTED);
    }

    @Test
    void headerOfTheWrongTypeIsRefused() throws Exception {
        String[] parts = byRsa().build().split("\\.");
        for (String header : List.of(
                "{\"alg\":\"RS256\",\"kid\":7}",
                "{\"alg\":\"RS256\",\"kid\":{\"a\":1}}",
                "{\"alg\":\"RS256\",\"kid\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "{\"alg\":7}",
                "{\"alg\":\"RS256\",\"cty\":7}",
                "{\"alg\":\"RS256\",\"typ\":[7]}",
                "{\"alg\":\"RS256\",\"crit\":7}",
                "{\"alg\":\"RS256\",\"b64\":\"no\",\"crit\":[\"b64\"]}",
                "{\"alg\":null,\"kid\":\"rsa-1\"}",
                "{\"kid\":\"rsa-1\"}")) {
            refuses(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                            + "." + parts[1] + "." + parts[2],
                    null);
        }
    }

    @Test
    void signatureOfAnotherKeyOrAlgorithmIsRefused() throws Exception {
        refuses(
                Forge.token()
                        .signed("RS256", otherRsa.getPrivateKey())
                        .keyId("rsa-1")
                        .build(),
                UNTRUSTED);
        refuses(
                Forge.token()
                        .signed("RS384", rsa.getPrivateKey())
                        .keyId("rsa-1")
                        .build(),
                UNTRUSTED);
        refuses(
                Forge.token()
                        .signed("PS256", rsa.getPrivateKey())
                        .keyId("rsa-1")
                        .build(),
                UNTRUSTED);
    }

    @Test
    void configuredAlgorithmIsTheOnlyOne() throws Exception {
        settings.put("mp.jwt.verify.publickey.algorithm", "ES256");

        assertThat(verify(byCurve().build()).userId()).isEqualTo("u-1");
        refuses(byRsa().build(), UNTRUSTED);
        settings.put("mp.jwt.verify.publickey.algorithm", "RS256");
        assertThat(verify(byRsa().build()).userId()).isEqualTo("u-1");
        refuses(byCurve().build(), UNTRUSTED);
    }

    @Test
    void encryptedTokenIsRefused() throws Exception {
        JsonWebEncryption encrypted = new JsonWebEncryption();
        encrypted.setPayload("{\"sub\":\"u-1\",\"exp\":9999999999}");
        encrypted.setKey(rsa.getPublicKey());
        encrypted.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.RSA_OAEP_256);
        encrypted.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

        refuses(encrypted.getCompactSerialization(), "The token is not a signed JWT.");
    }

    @Test
    void tokenIssuedAfterItsEndIsRefused() throws Exception {
        refuses(byRsa().with("iat", Forge.NOW.plusSeconds(900).getEpochSecond()).build(), null);
    }

    @Test
    void tokenAgeLimitsHowLongATokenIsAccepted() throws Exception {
        settings.put("mp.jwt.verify.token.age", "120");
        settings.put("mp.jwt.verify.clock.skew", "5");

        Caller young = verify(byRsa().with("iat", secondsAgo(60)).build());
        assertThat(young.expiresAt()).isEqualTo(Instant.ofEpochSecond(secondsAgo(60) + 120));
        assertThat(verify(byRsa().with("iat", secondsAgo(123)).build()).userId())
                .isEqualTo("u-1");
        refuses(byRsa().with("iat", secondsAgo(130)).build(), "The token is too old.");
        refuses(byRsa().with("iat", secondsAgo(-30)).build(), "The token is not valid yet.");
        refuses(byRsa().without("iat").build(), "The token does not say when it was issued.");
        assertThat(verify(ownTokens().create("u-1", "a@b.test", "user", 0, "s-1"))
                        .userId())
                .isEqualTo("u-1");
    }

    private static long secondsAgo(long seconds) {
        return Forge.NOW.minusSeconds(seconds).getEpochSecond();
    }

    @Test
    void clockSkewOfTheStandardHasPrecedence() throws Exception {
        settings.put("heliograph.jwt.skew", "PT1M");
        String late = byRsa().expires(Forge.NOW.minusSeconds(50)).build();

        assertThat(verify(late).userId()).isEqualTo("u-1");
        settings.put("mp.jwt.verify.clock.skew", "10");
        refuses(late, "The token has expired.");
        assertThat(verify(byRsa().expires(Forge.NOW.minusSeconds(8)).build()).userId())
                .isEqualTo("u-1");
    }

    @Test
    void propertiesThatAreNotSupportedStopTheStart() {
        for (String name : List.of("mp.jwt.decrypt.key.location", "mp.jwt.decrypt.key.algorithm")) {
            assertThatThrownBy(
                            () -> Forge.configuration(Map.of(name, "/key.pem")).check())
                    .isInstanceOf(SettingException.class)
                    .hasMessage(name + " must be unset, but is \"/key.pem\"");
        }
        for (String[] wrong : new String[][] {
            {"mp.jwt.token.header", "X-Token"},
            {"mp.jwt.verify.publickey.algorithm", "HS256"},
            {"mp.jwt.verify.token.age", "0"},
            {"mp.jwt.verify.clock.skew", "PT5S"}
        }) {
            assertThatThrownBy(() ->
                            Forge.configuration(Map.of(wrong[0], wrong[1])).check())
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith(wrong[0] + " must be ");
        }
        assertThat(Settings.all()).contains(SignInSettings.JWT_DECRYPT_KEY_LOCATION);
    }

    @Test
    void ownTokenIsAJsonWebToken() throws Exception {
        Caller token = verify(ownTokens().create("u-1", "a@b.test", "admin", 0, "s-1"));

        assertThat(token.getIssuer()).isEqualTo("heliograph");
        assertThat(token.getAudience()).containsExactly("heliograph");
        assertThat(token.getGroups()).containsExactly("admin");
        assertThat(token.<String>getClaim(Claims.email)).isEqualTo("a@b.test");
        assertThat(token.getTokenID()).isNotBlank();
        assertThat(token.withRoles(Set.of("user")).getGroups()).containsExactly("user");
    }
}
