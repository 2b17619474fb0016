package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.identity.key.ExternalIssuerKeys;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.settings.Configuration;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A verifier with the settings of the test, and keys of another issuer. */
abstract class TokenVerifierCase {
    static final String SECRET = "a shared secret of more than 32 bytes";
    private static final Clock CLOCK = Clock.fixed(Forge.NOW, ZoneOffset.UTC);
    static RsaJsonWebKey rsa;
    static RsaJsonWebKey otherRsa;
    static PublicJsonWebKey curve;

    @TempDir
    private Path folder;

    final Map<String, String> settings = new HashMap<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("rsa-1");
        otherRsa = RsaJwkGenerator.generateJwk(2048);
        curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        curve.setKeyId("ec-1");
    }

    @BeforeEach
    void configure() {
        settings.put("heliograph.data.dir", folder.toString());
        // most tests are of keys and times, and name neither issuer nor audience
        settings.put("heliograph.demo", "true");
    }

    void refuses(String token, String message) {
        assertThatThrownBy(() -> verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .satisfies(refused -> {
                    if (message != null) {
                        assertThat(refused).hasMessage(message);
                    }
                });
    }

    static Forge bySecret(Forge forge) {
        return forge.signed("HS256", new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    Caller verify(String token) throws InvalidTokenException {
        return verifier().verify(token).caller();
    }

    TokenVerifier verifier() {
        return verifier(CLOCK);
    }

    TokenVerifier verifier(Clock clock) {
        Configuration configuration = Forge.configuration(settings);
        return new TokenVerifier(
                new SigningKey(configuration), new ExternalIssuerKeys(configuration), configuration, clock);
    }

    AccessTokenFactory ownTokens() {
        return new AccessTokenFactory(signingKey(), Forge.configuration(settings), CLOCK);
    }

    SigningKey signingKey() {
        return new SigningKey(Forge.configuration(settings));
    }

    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + java.util.Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static String jwks(PublicJsonWebKey... keys) {
        return new org.jose4j.jwk.JsonWebKeySet(keys).toJson();
    }
}
