package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.identity.key.ExternalIssuerKeys;
import org.heliograph.identity.key.SigningKey;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.MovableClock;
import org.junit.jupiter.api.Test;

class VerifiedTokenCacheTest extends TokenVerifierCase {
    private final MovableClock clock = new MovableClock(Forge.NOW);
    private int verifications;
    private long keysVersion;

    @Test
    void signatureOfATokenIsVerifiedOnce() throws Exception {
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String token = ownTokens().create("u-1", "a@b.test", "admin", 0, "s-1");

        Caller first = cache.verify(token).caller();
        Caller second = cache.verify(token).caller();

        assertThat(verifications).isEqualTo(1);
        assertThat(second).isEqualTo(first);
        assertThat(cache.verify(token).ours()).isTrue();
    }

    @Test
    void rememberedTokenIsStillTheRawTokenOfItsCaller() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String token = bySecret(Forge.token().with("sites", List.of("a", "b"))).build();

        cache.verify(token);
        Caller known = cache.verify(token).caller();

        assertThat(known.<String>getClaim(Claims.raw_token.name())).isEqualTo(token);
        assertThat(known.<List<String>>getClaim("sites")).containsExactly("a", "b");
    }

    @Test
    void callsThatShareATokenCannotChangeItsClaims() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String token = bySecret(Forge.token().with("deep", Map.of("sites", List.of("a"))))
                .build();

        Map<String, List<String>> deep = cache.verify(token).caller().getClaim("deep");

        assertThatThrownBy(() -> deep.remove("sites")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> deep.get("sites").add("b")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void rememberedTokenEndsWhenItsOwnTimeAndTheSkewAreOver() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        // tokens state whole seconds
        String token =
                bySecret(Forge.token().expires(Forge.NOW.plusSeconds(60))).build();
        cache.verify(token);

        clock.move(Duration.ofMillis(89_876));
        cache.verify(token);
        assertThat(verifications).isEqualTo(1);

        clock.move(Duration.ofMillis(1));
        assertThatThrownBy(() -> cache.verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage("The token has expired.");
        assertThat(cache.size()).isZero();
    }

    @Test
    void rememberedTokenBecomesTooOldAsAnyOther() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        settings.put("mp.jwt.verify.token.age", "60");
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String token =
                bySecret(Forge.token().with("iat", Forge.NOW.getEpochSecond())).build();
        cache.verify(token);

        clock.move(Duration.ofSeconds(92));

        assertThatThrownBy(() -> cache.verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage("The token is too old.");
    }

    @Test
    void rememberedTokenIsNotValidEarlierWhenTheClockIsSetBack() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String token = bySecret(Forge.token().notBefore(Forge.NOW)).build();
        cache.verify(token);

        clock.move(Duration.ofMinutes(-1));

        assertThatThrownBy(() -> cache.verify(token))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage("The token is not valid yet.");
    }

    @Test
    void refusedTokenIsNotRemembered() throws Exception {
        settings.put("mp.jwt.verify.publickey", jwks(rsa));
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String forged = Forge.token().signed("RS256", otherRsa.getPrivateKey()).build();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.verify(forged)).isInstanceOf(InvalidTokenException.class);
        }

        assertThat(verifications).isEqualTo(2);
        assertThat(cache.size()).isZero();
    }

    @Test
    void tokenWithAnotherSignatureIsAnotherToken() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String token = bySecret(Forge.token()).build();
        cache.verify(token);

        assertThatThrownBy(() -> cache.verify(token.substring(0, token.lastIndexOf('.') + 1)))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> cache.verify(token + "A")).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void changedKeysOfAnotherIssuerMakeItsTokensUnverified() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);
        String foreign = bySecret(Forge.token()).build();
        String own = ownTokens().create("u-1", "a@b.test", "admin", 0, "s-1");
        cache.verify(foreign);
        cache.verify(own);

        keysVersion++;
        cache.verify(foreign);
        cache.verify(own);
        assertThat(verifications).isEqualTo(3);

        cache.verify(foreign);
        assertThat(verifications).isEqualTo(3);
    }

    @Test
    void bytesAreBoundedWhateverTheNumberOfTokens() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        VerifiedTokenCache cache = cache(64 << 10);

        for (int i = 0; i < 100; i++) {
            cache.verify(bySecret(Forge.token().with("jti", "small-" + i)).build());
        }
        assertThat(cache.size()).isBetween(10L, 64L);

        String large = "x".repeat(8_000);
        for (int i = 0; i < 10; i++) {
            cache.verify(bySecret(Forge.token().with("jti", large + i)).build());
        }
        assertThat(cache.size()).isLessThan(64);
    }

    @Test
    void textThatIsTooLongIsNotEvenHashed() {
        VerifiedTokenCache cache = cache(VerifiedTokenCache.MAX_BYTES);

        for (String text : new String[] {null, "", " ", "x".repeat(16_385)}) {
            assertThatThrownBy(() -> cache.verify(text))
                    .isInstanceOf(InvalidTokenException.class)
                    .hasMessage("The token is not a JWT.");
        }
    }

    /** A cache whose verifier counts, and whose keys change as the test says. */
    private VerifiedTokenCache cache(int maxBytes) {
        Configuration configuration = Forge.configuration(settings);
        ExternalIssuerKeys keys = new ExternalIssuerKeys(configuration) {
            @Override
            public long version() {
                return keysVersion;
            }
        };
        TokenVerifier verifier = new TokenVerifier(new SigningKey(configuration), keys, configuration, clock) {
            @Override
            Verified verify(String token) throws InvalidTokenException {
                verifications++;
                return super.verify(token);
            }
        };
        return new VerifiedTokenCache(verifier, clock, maxBytes);
    }
}
