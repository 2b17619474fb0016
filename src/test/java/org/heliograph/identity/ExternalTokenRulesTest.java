package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.settings.SettingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of another issuer outside of the demo. */
class ExternalTokenRulesTest extends TokenVerifierCase {
    private static final String ISSUER = "https://id.example";

    @BeforeEach
    void leaveDemo() {
        settings.put("heliograph.demo", "false");
        settings.put("JWT_SECRET", SECRET);
        settings.put("mp.jwt.verify.issuer", ISSUER);
        settings.put("mp.jwt.verify.audiences", "heliograph");
    }

    private static Forge token() {
        return bySecret(Forge.token().with("iss", ISSUER).with("aud", "heliograph"));
    }

    @Test
    void keyOfAnotherIssuerNeedsItsIssuerAndItsAudiences() throws Exception {
        assertThat(verify(token().build()).userId()).isEqualTo("u-1");

        for (String missing : List.of("mp.jwt.verify.issuer", "mp.jwt.verify.audiences")) {
            String value = settings.remove(missing);
            assertThatThrownBy(this::verifier)
                    .isInstanceOf(SettingException.class)
                    .hasMessageStartingWith("mp.jwt.verify.issuer and mp.jwt.verify.audiences must both be set");
            settings.put(missing, value);
        }
    }

    @Test
    void publicKeyNeedsThemAsASecretDoesAndNoKeyNeedsNone() {
        settings.remove("mp.jwt.verify.audiences");
        settings.remove("JWT_SECRET");
        assertThat(verifier()).isNotNull();

        settings.put("mp.jwt.verify.publickey", pem(rsa.getPublicKey()));
        assertThatThrownBy(this::verifier).isInstanceOf(SettingException.class);
        settings.remove("mp.jwt.verify.publickey");
        settings.put("mp.jwt.verify.publickey.location", "https://id.example/keys");
        assertThatThrownBy(this::verifier).isInstanceOf(SettingException.class);
    }

    @Test
    void demoAcceptsTokensWithoutIssuerAndTheirAdministrators() throws Exception {
        settings.put("heliograph.demo", "true");
        settings.remove("mp.jwt.verify.issuer");
        settings.remove("mp.jwt.verify.audiences");

        assertThat(verify(bySecret(Forge.token().with("role", "admin")).build()).isPlatformAdmin())
                .isTrue();
    }

    @Test
    void roleAndGroupsMakeNoAdministrator() throws Exception {
        Caller caller = verify(token().with("role", "admin")
                .with("groups", List.of("admin", "user"))
                .build());

        assertThat(caller.isPlatformAdmin()).isFalse();
        assertThat(caller.roles()).containsExactly("user");
        assertThat(caller.getGroups()).containsExactly("user");
    }

    @Test
    void configuredClaimAndValueMakeAnAdministrator() throws Exception {
        settings.put("heliograph.jwt.admin.claim", "groups");
        settings.put("heliograph.jwt.admin.value", "fleet-admins");

        assertThat(verify(token().with("groups", List.of("staff", "fleet-admins"))
                                .build())
                        .isPlatformAdmin())
                .isTrue();
        assertThat(verify(token().with("groups", List.of("admin", "fleet-admins-emea"))
                                .build())
                        .isPlatformAdmin())
                .isFalse();
        assertThat(verify(token().with("role", "fleet-admins").build()).isPlatformAdmin())
                .isFalse();
        assertThat(verify(token().build()).isPlatformAdmin()).isFalse();
    }

    @Test
    void claimOfAnAdministratorMayBeAPathOrHaveDots() throws Exception {
        settings.put("heliograph.jwt.admin.claim", "realm_access.roles");
        assertThat(verify(token().with("realm_access", Map.of("roles", List.of("admin")))
                                .build())
                        .isPlatformAdmin())
                .isTrue();
        assertThat(verify(token().with("realm_access", "admin").build()).isPlatformAdmin())
                .isFalse();

        settings.put("heliograph.jwt.admin.claim", "https://fleet.example/role");
        assertThat(verify(token().with("https://fleet.example/role", "admin").build())
                        .isPlatformAdmin())
                .isTrue();
    }

    @Test
    void claimOfAnAdministratorReplacesRoleAndGroupsInTheDemo() throws Exception {
        settings.put("heliograph.demo", "true");
        settings.put("heliograph.jwt.admin.claim", "admin");
        settings.put("heliograph.jwt.admin.value", "true");

        assertThat(verify(token().with("role", "admin").build()).isPlatformAdmin())
                .isFalse();
        assertThat(verify(token().with("admin", true).build()).isPlatformAdmin())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "at_hash", "c_hash", "s_hash"})
    void idTokenIsRefused(String claim) throws Exception {
        refuses(token().with(claim, "x").build(), "The token is an ID token; an access token is required.");
    }

    @Test
    void kindOfTheTokenDecides() throws Exception {
        for (String claim : List.of("typ", "token_use")) {
            refuses(token().with(claim, "ID").build(), "The token is an ID token; an access token is required.");
            refuses(token().with(claim, "Refresh").build(), "The token is no access token.");
        }
        assertThat(verify(token().with("typ", "Bearer").with("nonce", "x").build())
                        .userId())
                .isEqualTo("u-1");
        assertThat(verify(token().with("token_use", "access").build()).userId()).isEqualTo("u-1");
        assertThat(verify(token().with("scope", "openid").with("nonce", "x").build())
                        .userId())
                .isEqualTo("u-1");
        refuses(token().with("scope", "openid").with("at_hash", "x").build(), null);
        refuses(token().with("events", Map.of()).build(), "The token is no access token.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "ID"})
    void tokenOfAnotherTypeIsRefused(String typ) throws Exception {
        refuses(token().typ(typ).build(), "The token is no access token.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "application/at+jwt"})
    void accessTokenByItsTypeIsAccepted(String typ) throws Exception {
        assertThat(verify(token().typ(typ).build()).userId()).isEqualTo("u-1");
    }

    @Test
    void subjectOfAScreenIsRefused() throws Exception {
        refuses(token().with("sub", "screen:1").build(), "The subject of the token is reserved.");
        refuses(token().without("sub").with("userId", "screen:1").build(), "The subject of the token is reserved.");
    }

    @Test
    void addressThatItsIssuerHasNotVerifiedIsDropped() throws Exception {
        Forge named = token().with("email", "alice@acme.test");

        assertThat(verify(named.build()).email()).isEqualTo("alice@acme.test");
        Caller unverified = verify(named.with("email_verified", false).build());
        assertThat(unverified.email()).isNull();
        assertThat(unverified.<String>claim(Claims.email)).isEmpty();
        assertThat(verify(named.with("email_verified", true).build()).email()).isEqualTo("alice@acme.test");
    }

    @Test
    void ourOwnTokensNeedNoneOfThis() throws Exception {
        assertThat(verify(ownTokens().create("u-1", "a@b.test", "admin", 0, "session"))
                        .isPlatformAdmin())
                .isTrue();
    }
}
