package org.heliograph.operations.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Administrators disable and enable accounts. Afterwards only the demo administrator is one. */
class AccountsIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Rights that are given come soon as well, and no time is promised. */
    private static final Duration GIVEN = Duration.ofSeconds(30);

    private static final SocketClient.End REVOKED = new SocketClient.End(4003, "Access revoked");

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme(server);
    private final Api admin = acme.admin();
    /** An administrator by an external token, without an account here. */
    private final Api elsewhere = server.api().with(Tokens.withRole("admin"));

    private final InvitedUser person = InvitedUser.join(acme, "member");

    @AfterEach
    void makeOrdinary() {
        change(admin, person, "\"role\":\"user\"").data();
    }

    private static Answer change(Api by, InvitedUser whom, String members) {
        return by.patch("/api/accounts/" + whom.id(), "{" + members + "}");
    }

    @Test
    void findsAccountsByAddressAndName() {
        JsonArray found = admin.get("/api/accounts?search="
                        + person.email().substring(0, 20).toUpperCase())
                .list();

        assertThat(found).hasSize(1);
        JsonObject row = found.getJsonObject(0);
        assertThat(row.keySet())
                .containsExactly(
                        "id",
                        "email",
                        "email_verified",
                        "name",
                        "role",
                        "disabled",
                        "locked_until",
                        "second_factor",
                        "created_at");
        assertThat(row.getString("email")).isEqualTo(person.email());
        assertThat(row.getBoolean("disabled")).isFalse();
        assertThat(admin.get("/api/accounts?search=mebod&limit=500").list()).contains(row);
        assertThat(admin.get("/api/accounts?search=%25").list()).isEmpty();
    }

    @Test
    void pagesALongList() {
        JsonArray all = admin.get("/api/accounts?limit=500").list();

        assertThat(admin.get("/api/accounts?limit=2").list()).isEqualTo(all.subList(0, 2));
        assertThat(admin.get("/api/accounts?limit=2&offset=1").list()).isEqualTo(all.subList(1, 3));
        for (String bad : List.of("limit=0", "limit=501", "limit=x", "offset=-1")) {
            assertThat(admin.get("/api/accounts?" + bad).outcome()).isEqualTo("400 BAD_REQUEST");
        }
    }

    @Test
    void revokesADisabledAccountImmediatelyEverywhere() {
        SocketClient socket = acme.connect(person.api());
        SocketClient channels =
                SocketHandshake.to(server, "/ws?token=" + person.api().token()).open();
        channels.ping();

        assertThat(change(admin, person, "\"disabled\":true").data().getBoolean("disabled"))
                .isTrue();

        assertThat(socket.end(SOON)).isEqualTo(REVOKED);
        assertThat(channels.end(SOON)).isEqualTo(REVOKED);
        StallFreeClock.within(
                SOON, () -> person.api().get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
        assertThat(SocketHandshake.fleet(person.api(), "acme").refused()).isEqualTo(401);
        assertThat(refresh().outcome()).isEqualTo("401 INVALID_REFRESH_TOKEN");
    }

    @Test
    void revealsADisabledAccountOnlyWithTheRightPassword() {
        change(admin, person, "\"disabled\":true").data();

        assertThat(server.api().login(person.email(), person.password()).outcome())
                .isEqualTo("403 ACCOUNT_DISABLED");
        assertThat(server.api().login(person.email(), "a-wrong-password").outcome())
                .isEqualTo("401 INVALID_CREDENTIALS");
    }

    @Test
    void allowsSignInAfterEnabling() {
        change(admin, person, "\"disabled\":true").data();
        change(admin, person, "\"disabled\":false").data();

        assertThat(refresh().status()).isEqualTo(401);
        Api back = server.api().signIn(person.email(), person.password());
        await().atMost(GIVEN).until(() -> back.get("/api/auth/me").status() == 200);
        acme.connect(back).close();
    }

    @Test
    void endsTheAccessTokensOfADisabledAccountForGood() {
        change(admin, person, "\"disabled\":true").data();
        change(admin, person, "\"disabled\":false").data();

        StallFreeClock.within(
                SOON, () -> person.api().get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
    }

    private Answer refresh() {
        return server.api().post("/api/auth/refresh", "{\"refresh_token\":\"" + person.refreshToken() + "\"}");
    }

    @Test
    void appliesANewPlatformRoleToExistingTokens() {
        SocketClient socket = acme.connect(person.api());

        change(admin, person, "\"role\":\"admin\"").data();

        assertThat(socket.end(SOON)).isEqualTo(REVOKED);
        await().atMost(GIVEN)
                .until(() -> person.api().get("/api/accounts?limit=1").status() == 200);
        assertThat(person.api().get("/api/auth/me").data().getJsonObject("user").getString("role"))
                .isEqualTo("admin");
        SocketClient back = acme.connect(person.api());

        change(admin, person, "\"role\":\"user\"").data();

        assertThat(back.end(SOON)).isEqualTo(REVOKED);
        StallFreeClock.within(
                SOON, () -> person.api().get("/api/accounts").outcome().equals("403 FORBIDDEN"));
    }

    @Test
    void keepsSocketsOpenWhenNothingChanges() {
        SocketClient socket = acme.connect(person.api());

        change(admin, person, "\"disabled\":false,\"role\":\"user\"").data();

        InvitedUser other = InvitedUser.join(acme, "member");
        SocketClient closed = acme.connect(other.api());
        change(admin, other, "\"disabled\":true").data();
        assertThat(closed.end(SOON)).isEqualTo(REVOKED);
        assertThat(socket.ended()).isFalse();
        socket.close();
    }

    @Test
    void refusesToDisableOrDemoteTheCaller() {
        change(admin, person, "\"role\":\"admin\"").data();
        await().atMost(GIVEN)
                .until(() -> person.api().get("/api/accounts?limit=1").status() == 200);

        for (String change : List.of("\"disabled\":true", "\"role\":\"user\"", "\"role\":\"service\"")) {
            assertThat(change(person.api(), person, change).outcome()).isEqualTo("409 OWN_ACCOUNT");
        }
        assertThat(change(person.api(), person, "\"role\":\"admin\"").status()).isEqualTo(200);
    }

    @Test
    void keepsOneAdministratorWhenTwoAreDemotedConcurrently() {
        String alice = admin.get("/api/auth/me").data().getJsonObject("user").getString("id");
        assertThat(demote(alice).outcome()).isEqualTo("409 LAST_ADMINISTRATOR");
        try {
            for (int round = 0; round < 5; round++) {
                change(elsewhere, person, "\"role\":\"admin\"").data();
                promote(alice);
                CompletableFuture<Answer> one = CompletableFuture.supplyAsync(() -> demote(alice));
                Answer other = change(elsewhere, person, "\"role\":\"user\"");

                assertThat(List.of(one.join().outcome(), other.outcome()))
                        .containsExactlyInAnyOrder("200", "409 LAST_ADMINISTRATOR");
            }
        } finally {
            promote(alice);
        }
        await().atMost(GIVEN).until(() -> admin.get("/api/accounts?limit=1").status() == 200);
    }

    private Answer demote(String id) {
        return elsewhere.patch("/api/accounts/" + id, "{\"role\":\"user\"}");
    }

    private void promote(String id) {
        elsewhere.patch("/api/accounts/" + id, "{\"role\":\"admin\"}").data();
    }

    @Test
    void requiresAnAdministratorToReadOrChangeAccounts() {
        for (Api owner : List.of(server.as("carol@globex.test"), server.as("bob@acme.test"), person.api())) {
            assertThat(owner.get("/api/accounts").outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(change(owner, person, "\"disabled\":true").outcome()).isEqualTo("403 FORBIDDEN");
        }
        assertThat(server.api().get("/api/accounts").outcome()).isEqualTo("401 UNAUTHORIZED");
    }

    @Test
    void refusesInvalidRequests() {
        assertThat(change(admin, person, "").outcome()).isEqualTo("400 MISSING_FIELDS");
        assertThat(change(admin, person, "\"role\":\"owner\"").outcome()).isEqualTo("400 INVALID_FIELD");
        assertThat(change(admin, person, "\"disabled\":\"yes\"").outcome()).isEqualTo("400 INVALID_FIELD");
        assertThat(admin.patch("/api/accounts/nobody", "{\"disabled\":true}").outcome())
                .isEqualTo("404 NOT_FOUND");
    }
}
