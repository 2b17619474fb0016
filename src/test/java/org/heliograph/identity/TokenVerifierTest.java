package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenVerifierTest extends TokenVerifierCase {
    @Test
    void ourOwnTokenNamesItsCaller() throws Exception {
        String token = ownTokens().create("u-1", "a@b.test", "admin", 0, "s-1");

        Caller caller = verify(token);

        assertThat(caller)
                .usingRecursiveComparison()
                .ignoringFields("claims")
                .isEqualTo(new Caller(
                        "u-1", "a@b.test", java.util.Set.of("admin"), Instant.parse("2026-03-17T11:30:45Z"), Map.of()));
    }

    @Test
    void sharedSecretSignsHs256() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        Caller caller = verify(bySecret(Forge.token()).build());

        assertThat(caller.userId()).isEqualTo("u-1");
    }

    @Test
    void configuredKeysSignRs256AndEs256() throws Exception {
        settings.put("mp.jwt.verify.publickey", jwks(rsa, curve));

        String byRsa = Forge.token()
                .signed("RS256", rsa.getPrivateKey())
                .keyId("rsa-1")
                .build();
        String byCurve = Forge.token()
                .signed("ES256", curve.getPrivateKey())
                .keyId("ec-1")
                .build();

        assertThat(verify(byRsa).userId()).isEqualTo("u-1");
        assertThat(verify(byCurve).userId()).isEqualTo("u-1");
    }

    @Test
    void userIdStandsInForTheSubjectAsTextOrNumber() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        String text =
                bySecret(Forge.token().without("sub").with("userId", "u-7")).build();
        String number = bySecret(Forge.token().without("sub").with("userId", 7)).build();

        assertThat(verify(text).userId()).isEqualTo("u-7");
        assertThat(verify(number).userId()).isEqualTo("7");
    }

    @Test
    void rolesComeFromRoleAndGroupsAsTextOrList() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        String token = bySecret(Forge.token().with("role", "service").with("groups", List.of("admin", "user")))
                .build();

        assertThat(verify(token).roles()).containsExactlyInAnyOrder("service", "admin", "user");
    }

    @Test
    void organizationsAreMappedOnlyFromTheConfiguredClaimOfForeignTokens() throws Exception {
        settings.put("JWT_SECRET", SECRET);
        String token =
                bySecret(Forge.token().with("orgs", Map.of("acme", "admin"))).build();

        assertThat(verify(token).organizations()).isEmpty();
        settings.put("heliograph.jwt.claim.organizations", "orgs");
        assertThat(verify(token).organizations()).containsExactly(Map.entry("acme", "admin"));
    }

    @Test
    void skewForgivesHalfAMinuteAndNoMore() throws Exception {
        settings.put("JWT_SECRET", SECRET);

        String late =
                bySecret(Forge.token().expires(Forge.NOW.minusSeconds(29))).build();
        String tooLate =
                bySecret(Forge.token().expires(Forge.NOW.minusSeconds(32))).build();

        assertThat(verify(late).userId()).isEqualTo("u-1");
        refuses(tooLate, "The token has expired.");
    }
}
