package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Api;
import org.heliograph.testing.ApiToken;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.ScreenToken;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithPair
class RevocationIT {
    private static final Duration SOON = Duration.ofMillis(1_200);

    private final Pair pair;

    RevocationIT(Pair pair) {
        this.pair = pair;
    }

    /** The first revocation of a node loads classes, which is no part of the second that is promised. */
    @BeforeAll
    static void revokeOnce(Pair pair) {
        Membership membership = new Membership(pair, InvitedUser.join(pair.acmeOnA(), "member"));
        try (FleetSubscriber there = FleetSubscriber.on(membership.onB(), "machines")) {
            membership.end();
            assertThat(there.socket().end().code()).isEqualTo(4003);
        }
    }

    @Test
    void aMembershipRemovedOnOneNodeClosesSocketsOnTheOther() {
        Membership membership = new Membership(pair, InvitedUser.join(pair.acmeOnA(), "member"));
        try (FleetSubscriber there = FleetSubscriber.on(membership.onB(), "machines")) {
            membership.end();

            assertThat(there.socket().end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
        }
        assertThat(SocketHandshake.fleet(membership.onB().admin(), "acme").refused())
                .isEqualTo(403);
    }

    @Test
    void socketsOfOtherMembersStayOpen() {
        Membership membership = new Membership(pair, InvitedUser.join(pair.acmeOnA(), "member"));
        try (FleetSubscriber there = FleetSubscriber.on(membership.onB(), "machines");
                FleetSubscriber owner = FleetSubscriber.on(pair.acmeOnB(), "machines")) {
            membership.end();
            there.socket().end(SOON);

            owner.socket().send("{\"type\":\"ping\"}");
            assertThat(owner.next(1).get(0).getString("type")).isEqualTo("pong");
        }
    }

    @Test
    void aMachineDisabledOnOneNodeIsRefusedByTheOther() {
        Agent here = pair.acmeOnA().online();
        Agent there = new Agent(pair.b(), here.name(), here.registration());
        there.heartbeat();

        pair.acmeOnA().patch(here.id(), "{\"admin_disabled\":true}");

        StallFreeClock.within(SOON, () -> there.report("").status() == 401);
    }

    @Test
    void aMachineDeletedOnOneNodeIsRefusedByTheOther() {
        Agent here = pair.acmeOnA().online();
        Agent there = new Agent(pair.b(), here.name(), here.registration());
        there.heartbeat();

        pair.acmeOnA().delete(here.id());

        StallFreeClock.within(SOON, () -> there.report("").status() == 401);
    }

    @Test
    void anAccountDisabledOnOneNodeIsDisconnectedOnTheOther() {
        Membership membership = new Membership(pair, InvitedUser.join(pair.acmeOnA(), "member"));
        Api there = membership.onB().admin();
        try (FleetSubscriber fleet = FleetSubscriber.on(membership.onB(), "machines");
                SocketClient channels = SocketHandshake.to(pair.b(), "/ws?token=" + there.token())
                        .open()) {
            channels.next();

            change(membership, "{\"disabled\":true}");

            assertThat(fleet.socket().end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            assertThat(channels.end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
        }
        StallFreeClock.within(SOON, () -> there.get("/api/auth/me").status() == 401);
        assertThat(SocketHandshake.fleet(there, "acme").refused()).isEqualTo(401);
    }

    @Test
    void aPlatformRoleChangedOnOneNodeAppliesOnTheOther() {
        Membership membership = new Membership(pair, InvitedUser.join(pair.acmeOnA(), "member"));
        Api there = membership.onB().admin();
        try (FleetSubscriber fleet = FleetSubscriber.on(membership.onB(), "machines")) {
            change(membership, "{\"role\":\"admin\"}");

            assertThat(fleet.socket().end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            StallFreeClock.within(SOON, () -> there.get("/api/accounts?limit=1").status() == 200);
        } finally {
            change(membership, "{\"role\":\"user\"}");
        }
        StallFreeClock.within(SOON, () -> there.get("/api/accounts?limit=1").status() == 403);
    }

    @Test
    void anOrganisationRoleChangedOnOneNodeEndsRestrictedSubscriptionsOnTheOther() {
        Membership membership = new Membership(pair, InvitedUser.join(pair.acmeOnA(), "admin"));
        try (FleetSubscriber there = FleetSubscriber.on(membership.onB(), "audit")) {
            pair.acmeOnA()
                    .admin()
                    .patch("/api/members/" + membership.person().id() + "?org_id=acme", "{\"role\":\"member\"}")
                    .data();

            // the change itself may still be heard
            JsonObject end =
                    there.socket().next(frame -> !frame.getString("type").equals("event"));
            assertThat(end).hasToString("{\"type\":\"unsubscribed\",\"channels\":[\"audit\"]}");
            there.socket().send("{\"type\":\"subscribe\",\"channels\":[\"audit\"]}");
            assertThat(there.next(1).get(0).getString("type")).isEqualTo("error");
        }
    }

    @Test
    void aScreenTokenRevokedOnOneNodeClosesTheWallOnTheOther() {
        Api admin = pair.a().as("alice@acme.test");
        ScreenToken token = ScreenToken.create(admin);
        ScreenToken other = ScreenToken.create(admin);
        try (SocketClient wall = token.open(pair.b());
                SocketClient stays = other.open(pair.b())) {
            token.revoke();

            assertThat(wall.end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            StallFreeClock.within(SOON, () -> token.read(pair.b()).status() == 401);
            stays.ping();
        } finally {
            other.revoke();
        }
        assertThat(SocketHandshake.to(pair.b(), "/ws/alerts?screen=" + token.text())
                        .refused())
                .isEqualTo(401);
    }

    @Test
    void anApiTokenRevokedOnOneNodeEndsItsSocketOnTheOther() {
        Api admin = pair.acmeOnA().admin();
        ApiToken token = ApiToken.in(admin, "acme", "read");
        try (ApiToken other = ApiToken.in(admin, "acme", "read");
                SocketClient ended =
                        SocketHandshake.fleet(token.on(pair.b()), "acme").open();
                SocketClient stays =
                        SocketHandshake.fleet(other.on(pair.b()), "acme").open()) {
            ended.next();
            stays.next();

            token.revoke().data();

            assertThat(ended.end(SOON)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            StallFreeClock.within(
                    SOON, () -> token.on(pair.b()).get("/api/keys?org_id=acme").status() == 401);
            stays.ping();
        }
    }

    private void change(Membership membership, String patch) {
        pair.acmeOnA()
                .admin()
                .patch("/api/accounts/" + membership.person().id(), patch)
                .data();
    }
}
