package org.heliograph.identity.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.settings.Configuration;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.HmacKey;

/** Tokens of the provider, as ID token and as logout token: as text, and, for an input of two lines, a header and claims that it has signed. */
public final class ProviderTokenTarget implements FuzzTarget {
    private static final byte[] SECRET = "a shared secret of more than 32 bytes".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-03-17T10:30:45.123Z");
    private static final int LONGEST = 255;

    private final SignInState signIn = SignInState.of("A".repeat(43)).orElseThrow();
    private final ProviderTokenVerifier verifier;

    public ProviderTokenTarget() {
        Map<String, String> settings = Map.of(
                "heliograph.oidc.issuer", "https://id.example",
                "heliograph.oidc.client.id", "heliograph",
                "heliograph.oidc.claim.groups", "realm_access.roles",
                "heliograph.oidc.claim.organizations", "orgs",
                "heliograph.public.url", "https://fleet.example");
        Configuration configuration = new Configuration(name -> Optional.ofNullable(settings.get(name)));
        verifier = new ProviderTokenVerifier(
                new ProviderConfiguration(configuration), configuration, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public void accept(byte[] input) throws GeneralSecurityException {
        String[] parts = FuzzInput.firstLine(input);
        verify(parts[0]);
        if (!parts[1].isEmpty()) {
            String claims = parts[1].replace("NONCE", signIn.nonce());
            String signed = base64(parts[0].getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(claims.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            verify(signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))));
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<JsonWebKey> keys(String keyId, String algorithm) {
        JsonWebKey key = new OctetSequenceJsonWebKey(new HmacKey(SECRET));
        key.setAlgorithm(AlgorithmIdentifiers.HMAC_SHA256);
        return key.getAlgorithm().equals(algorithm) ? List.of(key) : List.of();
    }

    private void verify(String token) {
        try {
            ProviderIdentity identity = verifier.idToken(token, signIn, ProviderTokenTarget::keys);
            Require.that(!identity.subject().isBlank() && identity.subject().length() <= LONGEST, "subject");
            Require.that(!identity.name().isBlank(), "name");
            Require.that(identity.email() == null || identity.email().indexOf('@') > 0, "address");
            Require.that(identity.issuer().equals("https://id.example"), "issuer");
        } catch (InvalidTokenException refused) {
            Require.that(token.length() < 30 || !refused.getMessage().contains(token), "a token in a message");
        }
        try {
            LogoutNotice notice = verifier.logoutToken(token, ProviderTokenTarget::keys);
            Require.that(notice.subject() != null || notice.session() != null, "a notice about nothing");
            Require.that(notice.expiresAt().isAfter(NOW), "a notice that has ended");
        } catch (InvalidTokenException refused) {
            Require.that(!refused.getMessage().isBlank(), "a refusal without a message");
        }
    }
}
