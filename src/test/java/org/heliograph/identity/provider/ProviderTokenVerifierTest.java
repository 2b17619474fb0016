package org.heliograph.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.identity.key.JwksClient;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.FakeProvider;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProviderTokenVerifierTest {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static FakeProvider provider;
    private static ProviderKeys keys;
    private static ProviderTokenVerifier verifier;
    private final SignInState signIn = SignInState.create();

    @BeforeAll
    static void start() {
        provider = new FakeProvider();
        keys = new JwksClient(provider.issuer() + "/keys")::candidates;
        Map<String, String> settings = Map.of(
                "heliograph.oidc.issuer",
                provider.issuer(),
                "heliograph.oidc.client.id",
                FakeProvider.CLIENT,
                "heliograph.public.url",
                "https://fleet.example");
        Configuration configuration = new Configuration(name -> Optional.ofNullable(settings.get(name)));
        verifier =
                new ProviderTokenVerifier(new ProviderConfiguration(configuration), configuration, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private String token(Consumer<JwtClaims> change) {
        return provider.sign(claims -> {
            claims.setSubject("person-1");
            claims.setStringClaim("nonce", signIn.nonce());
            change.accept(claims);
        });
    }

    private ProviderIdentity verify(String token) throws InvalidTokenException {
        return verifier.idToken(token, signIn, keys);
    }

    private void assertRefused(Consumer<JwtClaims> change, String reason) {
        assertThatThrownBy(() -> verify(token(change)))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void acceptsATokenForThisClientAndThisSignIn() throws Exception {
        assertThat(verify(token(claims -> {})).subject()).isEqualTo("person-1");
        assertThat(verify(token(claims -> claims.setStringClaim("azp", FakeProvider.CLIENT)))
                        .subject())
                .isEqualTo("person-1");
        assertThat(verify(token(claims -> {
                            claims.setAudience(FakeProvider.CLIENT, "other");
                            claims.setStringClaim("azp", FakeProvider.CLIENT);
                        }))
                        .subject())
                .isEqualTo("person-1");
    }

    @Test
    void refusesATokenOfAnotherIssuerForAnotherClientOrForAnotherParty() {
        assertRefused(claims -> claims.setIssuer("https://evil.example"), "another provider");
        assertRefused(claims -> claims.setIssuer(provider.issuer() + "/"), "another provider");
        assertRefused(claims -> claims.unsetClaim("iss"), "no issuer");
        assertRefused(claims -> claims.setAudience("other"), "another application");
        assertRefused(claims -> claims.unsetClaim("aud"), "no audience");
        assertRefused(claims -> claims.setStringClaim("azp", "other"), "another application");
        assertRefused(claims -> claims.setAudience(FakeProvider.CLIENT, "other"), "another application");
    }

    @Test
    void refusesATokenOutsideOfItsTime() {
        assertRefused(claims -> claims.setExpirationTimeMinutesInTheFuture(-2), "expired");
        assertRefused(claims -> claims.unsetClaim("exp"), "never ends");
        assertRefused(claims -> claims.unsetClaim("iat"), "when it was issued");
        assertRefused(claims -> claims.setIssuedAt(inSeconds(120)), "not valid yet");
        assertRefused(claims -> claims.setIssuedAt(inSeconds(-1_200)), "too old");
        assertRefused(claims -> claims.setNotBefore(inSeconds(120)), "not valid yet");
        assertRefused(claims -> claims.setClaim("exp", "soon"), "wrong type");
    }

    private static NumericDate inSeconds(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    @Test
    void refusesATokenOfAnotherSignInOrWithoutASubject() {
        assertRefused(claims -> claims.setStringClaim("nonce", "another"), "another sign-in");
        assertRefused(claims -> claims.unsetClaim("nonce"), "another sign-in");
        assertRefused(claims -> claims.unsetClaim("sub"), "no subject");
        assertRefused(claims -> claims.setSubject("x".repeat(256)), "no subject");
        assertRefused(claims -> claims.setSubject("a\nb"), "no subject");
        assertRefused(claims -> claims.setClaim("sub", 7), "wrong type");
        assertRefused(claims -> claims.setClaim("events", Map.of()), "no ID token");
    }

    @Test
    void acceptsNoOtherAlgorithmNoUnsignedTokenAndNoForeignKey() throws Exception {
        RsaJsonWebKey foreign = RsaJwkGenerator.generateJwk(2048);
        Consumer<JwtClaims> good = claims -> {
            claims.setSubject("person-1");
            claims.setStringClaim("nonce", signIn.nonce());
        };
        foreign.setKeyId(UUID.randomUUID().toString());
        String signed = token(claims -> {});
        String[] parts = signed.split("\\.");
        String unsigned = Base64Url.encodeUtf8ByteRepresentation("{\"alg\":\"none\"}") + "." + parts[1] + ".";

        assertThatThrownBy(() -> verify(provider.sign(foreign, "RS256", "JWT", good)))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> verify(provider.sign(foreign, "RS256", "logout+jwt", good)))
                .hasMessageContaining("another kind");
        assertThatThrownBy(() -> verify(provider.sign(foreign, "RS512", "JWT", good)))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> verify(unsigned)).isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> verify(parts[0] + "." + parts[1] + ".AAAA")).isInstanceOf(InvalidTokenException.class);
        for (String text : List.of("", "a.b.c", "x".repeat(70_000), "{}")) {
            assertThatThrownBy(() -> verify(text)).isInstanceOf(InvalidTokenException.class);
        }
    }

    @Test
    void aLogoutTokenIsNoIdTokenNorTheOtherWayRound() {
        assertThatThrownBy(() -> verify(provider.logoutToken("s-1", "person-1")))
                .isInstanceOf(InvalidTokenException.class);
        assertThatThrownBy(() -> verifier.logoutToken(token(claims -> claims.setJwtId("j")), keys))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessageContaining("no logout token");
    }

    private LogoutNotice logout(Consumer<JwtClaims> change) throws InvalidTokenException {
        return verifier.logoutToken(
                provider.sign(claims -> {
                    claims.setJwtId("j-1");
                    claims.setStringClaim("sid", "s-1");
                    claims.setClaim("events", Map.of(EVENT, Map.of()));
                    change.accept(claims);
                }),
                keys);
    }

    @Test
    void readsTheSessionAndTheSubjectOfALogoutToken() throws Exception {
        LogoutNotice notice = logout(claims -> claims.setSubject("person-1"));

        assertThat(notice.session()).isEqualTo("s-1");
        assertThat(notice.subject()).isEqualTo("person-1");
        assertThat(notice.id()).isEqualTo("j-1");
        assertThat(logout(claims -> {}).subject()).isNull();
    }

    @Test
    void refusesALogoutTokenThatIsNoneOrNamesNothing() {
        List<Consumer<JwtClaims>> wrong = List.of(
                claims -> claims.unsetClaim("events"),
                claims -> claims.setClaim("events", Map.of("other", Map.of())),
                claims -> claims.setClaim("events", Map.of(EVENT, "text")),
                claims -> claims.setStringClaim("nonce", "n"),
                claims -> claims.unsetClaim("jti"),
                claims -> claims.unsetClaim("sid"),
                claims -> claims.setClaim("sid", 7),
                claims -> claims.setAudience("other"),
                claims -> claims.setIssuer("https://evil.example"),
                claims -> claims.unsetClaim("iat"),
                claims -> claims.setIssuedAt(inSeconds(-1_200)),
                claims -> claims.setExpirationTimeMinutesInTheFuture(-2));

        wrong.forEach(change -> assertThatThrownBy(() -> logout(change)).isInstanceOf(InvalidTokenException.class));
    }
}
