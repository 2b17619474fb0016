package org.heliograph.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.testing.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderClientTest {
    private final FakeProvider provider = new FakeProvider();
    private final AtomicLong millis = new AtomicLong(100_000);
    private final SignInState signIn = SignInState.create();
    private final Map<String, String> settings = Map.of(
            "heliograph.oidc.issuer", provider.issuer(),
            "heliograph.oidc.client.id", FakeProvider.CLIENT,
            "heliograph.oidc.client.secret", FakeProvider.SECRET,
            "heliograph.oidc.timeout", "PT2S",
            "heliograph.oidc.claim.groups", "realm_access.roles",
            "heliograph.oidc.claim.organizations", "orgs",
            "heliograph.public.url", "https://fleet.example/");
    private final Configuration configuration = new Configuration(name -> Optional.ofNullable(settings.get(name)));
    private final ProviderConfiguration own = new ProviderConfiguration(configuration);
    private final ProviderDiscovery discovery = new ProviderDiscovery(own, millis::get);
    private final ProviderClient client =
            new ProviderClient(own, discovery, new ProviderTokenVerifier(own, configuration, Clock.systemUTC()));

    @AfterEach
    void close() {
        provider.close();
    }

    private ProviderIdentity exchange() {
        Map<String, String> back = provider.authorize(client.authorizationUrl(signIn));
        return client.exchange(signIn, back.get("code"), back.get("iss"));
    }

    @Test
    void theAuthorizationRequestHasTheExactRedirectAddressStateNonceAndChallengeAndNoSecret() {
        String url = client.authorizationUrl(signIn);

        assertThat(url)
                .startsWith(provider.issuer() + "/authorize?response_type=code&client_id=heliograph")
                .contains("redirect_uri=https%3A%2F%2Ffleet.example%2Fsigned-in&")
                .contains("scope=openid+profile+email&")
                .contains("state=" + signIn.state())
                .contains("nonce=" + signIn.nonce())
                .contains("code_challenge=" + signIn.challenge() + "&code_challenge_method=S256")
                .doesNotContain(signIn.secret())
                .doesNotContain(signIn.verifier());
        assertThat(List.of(signIn.state(), signIn.nonce(), signIn.verifier(), signIn.secret()))
                .doesNotHaveDuplicates();
    }

    @Test
    void exchangesTheCodeWithVerifierAndSecretAndReadsThePerson() {
        provider.signsIn(claims -> {
            claims.setStringClaim("email", "Alice@Acme.test");
            claims.setClaim("email_verified", true);
            claims.setStringClaim("name", "Alice");
            claims.setStringClaim("sid", "s-1");
            claims.setClaim("realm_access", Map.of("roles", List.of("ops", "staff")));
            claims.setClaim("orgs", Map.of("acme", "admin", "globex", Map.of("id", 7)));
        });

        ProviderIdentity identity = exchange();

        assertThat(identity.issuer()).isEqualTo(provider.issuer());
        assertThat(identity.subject()).isEqualTo("person-1");
        assertThat(identity.session()).isEqualTo("s-1");
        assertThat(identity.email()).isEqualTo("alice@acme.test");
        assertThat(identity.name()).isEqualTo("Alice");
        assertThat(identity.groups()).containsExactlyInAnyOrder("ops", "staff");
        assertThat(identity.organizations()).isEqualTo(Map.of("acme", "admin", "globex", "member"));
        assertThat(provider.lastForm())
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("redirect_uri", "https://fleet.example/signed-in")
                .containsEntry("code_verifier", signIn.verifier())
                .doesNotContainKey("client_secret");
        String credentials = new String(
                Base64.getDecoder().decode(provider.lastAuthorization().substring("Basic ".length())),
                StandardCharsets.UTF_8);
        assertThat(credentials).isEqualTo("heliograph:secret+of%3A+the+%26+client");
    }

    @Test
    void anAddressThatIsNotVerifiedIsNone() {
        provider.signsIn(claims -> claims.setStringClaim("email", "alice@acme.test"));
        assertThat(exchange().email()).isNull();

        provider.signsIn(claims -> {
            claims.setStringClaim("email", "alice@acme.test");
            claims.setClaim("email_verified", false);
            claims.setStringClaim("preferred_username", "alice");
        });
        ProviderIdentity identity = exchange();
        assertThat(identity.email()).isNull();
        assertThat(identity.name()).isEqualTo("alice");
    }

    @Test
    void aTokenOfAnotherSignInIsRefused() {
        provider.signsIn(
                claims -> claims.setStringClaim("nonce", SignInState.create().nonce()));

        assertThatThrownBy(this::exchange).isInstanceOf(ApiException.class).hasMessageContaining("another sign-in");
    }

    @Test
    void theRefusalOfTheProviderIsShownAsText() {
        client.authorizationUrl(signIn);

        assertThatThrownBy(() -> client.exchange(signIn, "unknown", provider.issuer()))
                .isInstanceOf(ApiException.class)
                .hasMessage("The sign-in service refused: invalid_grant: Code <b>not</b> valid");
        assertThat(ProviderClient.refusal("access\u0000_denied", "a\nb".repeat(500))
                        .getMessage())
                .hasSizeLessThan(300)
                .doesNotContain("\n")
                .doesNotContain("\u0000");
    }

    @Test
    void theAnswerOfAnotherProviderIsRefusedBeforeItsCodeIsSent() {
        Map<String, String> back = provider.authorize(client.authorizationUrl(signIn));

        assertThatThrownBy(() -> client.exchange(signIn, back.get("code"), "https://evil.example"))
                .hasMessageContaining("another sign-in service");
        assertThatThrownBy(() -> client.exchange(signIn, back.get("code"), null))
                .hasMessageContaining("another sign-in service");
        assertThat(provider.lastForm()).isEmpty();
    }

    @Test
    void aRotatedKeyIsFetchedOnceAndInventedKeyIdsFetchNothing() {
        exchange();
        provider.rotateKey();
        // keys are not fetched more often than each ten seconds, whatever tokens say
        assertThatThrownBy(this::exchange).hasMessageContaining("no trusted signature");
        assertThatThrownBy(this::exchange).hasMessageContaining("no trusted signature");

        assertThat(provider.keyFetches()).isEqualTo(1);
    }

    @Test
    void aNodeStartsWithoutTheProviderAndFindsItLater() {
        provider.stop();
        assertThatThrownBy(() -> client.authorizationUrl(signIn))
                .isInstanceOfSatisfying(
                        ApiException.class, away -> assertThat(away.status()).isEqualTo(503));
        assertThat(discovery.isAvailable()).isFalse();

        provider.start();
        millis.addAndGet(1_000);
        discovery.check();

        await().until(discovery::isAvailable);
        assertThat(exchange().subject()).isEqualTo("person-1");
    }

    @Test
    void aProviderThatGoesAwayLaterIsNoticedAndWhatIsKnownOfItStays() {
        exchange();
        provider.stop();
        millis.addAndGet(1_000);
        discovery.check();

        await().until(() -> !discovery.isAvailable());
        assertThat(client.endSessionUrl("token")).isPresent();
        assertThatThrownBy(() -> client.exchange(signIn, "code", provider.issuer()))
                .isInstanceOfSatisfying(
                        ApiException.class, away -> assertThat(away.status()).isEqualTo(503));
    }

    @Test
    void aProviderThatHangsHoldsASignInForABoundedTime() {
        Map<String, String> back = provider.authorize(client.authorizationUrl(signIn));
        provider.hang();

        assertThatThrownBy(() -> client.exchange(signIn, back.get("code"), back.get("iss")))
                .isInstanceOfSatisfying(
                        ApiException.class, away -> assertThat(away.status()).isEqualTo(503));
    }

    @Test
    void theSignOutAtTheProviderNamesTheTokenAndAnAddressOfOurs() {
        client.authorizationUrl(signIn);

        assertThat(client.endSessionUrl("a.b.c"))
                .contains(
                        provider.issuer()
                                + "/logout?id_token_hint=a.b.c&client_id=heliograph&post_logout_redirect_uri=https%3A%2F%2Ffleet.example%2F");
    }
}
