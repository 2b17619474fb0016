package org.heliograph.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.heliograph.audit.AuditSource.Actor;
import org.junit.jupiter.api.Test;

class RequestAuditSourceTest {
    private static Caller caller(String email, String issuer) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", issuer);
        return new Caller("7", email, Set.of("user"), Instant.MAX, Map.of(), Caller.claims(claims, "token"));
    }

    @Test
    void ourUsersAreNamedByIdAndAddress() {
        assertThat(RequestAuditSource.actor(caller("alice@acme.test", AccessTokenFactory.ISSUER), true))
                .isEqualTo(new Actor("7", "alice@acme.test"));
    }

    @Test
    void whatAnApiTokenDoesNamesItsMakerAndTheToken() {
        Caller program = new Caller(
                "a-1",
                "alice@acme.test",
                Set.of("admin"),
                Instant.MAX,
                Map.of(),
                Map.of(),
                new ApiTokenGrant("t-1", "deploy", null, false));

        assertThat(RequestAuditSource.actor(program, true))
                .isEqualTo(new Actor("a-1", "alice@acme.test, API token deploy"));
    }

    /** Whatever another issuer calls its users, they are not ours. */
    @Test
    void usersOfAnotherIssuerAreNamedWithIt() {
        assertThat(RequestAuditSource.actor(caller("alice@acme.test", "https://issuer.test"), false))
                .isEqualTo(new Actor("https://issuer.test|7", "https://issuer.test|alice@acme.test"));
        assertThat(RequestAuditSource.actor(caller(null, "https://issuer.test"), false))
                .isEqualTo(new Actor("https://issuer.test|7", null));
        assertThat(RequestAuditSource.actor(caller("alice@acme.test", null), false))
                .isEqualTo(new Actor("unknown issuer|7", "unknown issuer|alice@acme.test"));
    }
}
