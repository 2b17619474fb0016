package org.heliograph.dialect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.Tokens;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FleetCloseIT {
    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme();

    /** The first revocation of a server loads classes, which is no part of the second that is promised. */
    @BeforeAll
    static void revokeOnce() {
        Fleet acme = Fleet.acme();
        InvitedUser person = InvitedUser.join(acme, "member");
        try (SocketClient socket = acme.listen(person.api(), "machines")) {
            acme.admin().delete("/api/members/" + person.id() + "?org_id=acme");
            assertThat(socket.end().code()).isEqualTo(4003);
        }
    }

    @Test
    void anExpiredTokenClosesItsOwnSocketOnly() {
        JwtClaims claims = Tokens.claims("somebody-from-elsewhere", Duration.ofSeconds(2));
        claims.setClaim(Tokens.ORGANIZATIONS_CLAIM, Map.of(acme.organization(), "member"));
        Api shortLived = server.api().with(Tokens.rs256(claims));
        try (SocketClient other = acme.connect(acme.admin());
                SocketClient socket = acme.connect(shortLived)) {
            assertThat(socket.end()).isEqualTo(new SocketClient.End(4001, "Token expired"));
            assertThat(other.ended()).isFalse();
        }
    }

    @Test
    void aRemovedMembershipClosesTheSocketsOfThatMemberWithinASecond() {
        InvitedUser person = InvitedUser.join(acme, "member");
        try (SocketClient other = acme.connect(acme.admin());
                SocketClient socket = acme.listen(person.api(), "machines")) {
            acme.admin().delete("/api/members/" + person.id() + "?org_id=acme");

            assertThat(socket.end(Duration.ofSeconds(1))).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            assertThat(SocketHandshake.fleet(person.api(), "acme").refused()).isEqualTo(403);
            assertThat(other.ended()).isFalse();
        }
    }

    @Test
    void aRemovedMembershipKeepsSocketsOfOtherOrganisations() {
        Fleet globex = Fleet.globex();
        InvitedUser person = InvitedUser.join(acme, "member");
        String invitation =
                InvitedUser.invite(globex, person.email(), "member").data().getString("token");
        InvitedUser.accept(server, invitation, person.password()).data();
        Api again = server.api().signIn(person.email(), person.password());
        try (SocketClient atAcme = acme.connect(again);
                SocketClient atGlobex = globex.connect(again)) {
            acme.admin().delete("/api/members/" + person.id() + "?org_id=acme");

            assertThat(atAcme.end().code()).isEqualTo(4003);
            atGlobex.send("{\"type\":\"ping\"}");
            assertThat(atGlobex.next().getString("type")).isEqualTo("pong");
        }
    }
}
