package org.heliograph.organization.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.ScreenToken;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

/** What an administrator made before leaving lets in neither people nor machines. */
class DepartureIT {
    private static final String PASSWORD = "a-good-password";

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme();
    private final InvitedUser leaver = InvitedUser.join(acme, "admin");
    private final Fleet asLeaver = new Fleet(leaver.api(), "acme");
    private final String invitation =
            InvitedUser.invite(asLeaver, InvitedUser.newEmail(), "admin").data().getString("token");
    private final JsonObject key = asLeaver.newKey("\"reusable\":true,\"description\":\"Depot\"");

    @Test
    void invitationsOfARemovedAdministratorEndAndThoseOfOthersDoNot() {
        String other = InvitedUser.invite(acme, InvitedUser.newEmail(), "member")
                .data()
                .getString("token");

        JsonObject left = remove();

        assertThat(left.getInt("ended_invitations")).isEqualTo(1);
        assertThat(InvitedUser.accept(server, invitation, PASSWORD).outcome()).isEqualTo("401 INVALID_INVITATION");
        assertThat(InvitedUser.accept(server, other, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoJoinedByAnotherLinkDoesNotComeBackByThatOfTheOwnAddress() {
        InvitedUser stranger = InvitedUser.join(Fleet.inNewOrganization(), "member");
        String own = InvitedUser.invite(acme, stranger.email(), "member").data().getString("token");
        String other = InvitedUser.invite(acme, InvitedUser.newEmail(), "member")
                .data()
                .getString("token");
        assertThat(accept(stranger, other).status()).isEqualTo(200);

        acme.admin().delete("/api/members/" + stranger.id() + "?org_id=acme").data();

        assertThat(accept(stranger, own).outcome()).isEqualTo("401 INVALID_INVITATION");
        assertThat(stranger.api().get("/api/db/machines?org_id=acme").status()).isEqualTo(403);
    }

    private static Answer accept(InvitedUser person, String invitation) {
        return person.api().post("/api/auth/invitation/accept", "{\"token\":\"" + invitation + "\"}");
    }

    @Test
    void removalNamesTheKeysThatStillRegisterMachinesAndOneCallRevokesThem() {
        asLeaver.newKey("");
        JsonObject revoked = asLeaver.newKey("");
        acme.admin().delete("/api/keys/" + revoked.getString("id") + "?org_id=acme");
        JsonObject spent = asLeaver.newKey("");
        acme.register(spent.getString("key"), Fleet.newName());
        JsonObject ofAnother = acme.newKey("\"reusable\":true");

        JsonArray keys = remove().getJsonArray("auth_keys");

        assertThat(ids(keys))
                .hasSize(2)
                .contains(key.getString("id"))
                .doesNotContain(revoked.getString("id"), spent.getString("id"));
        assertThat(keys.getJsonObject(1).getString("description")).isEqualTo("Depot");
        assertThat(keys.toString()).doesNotContain(key.getString("key"), "hash");
        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).status())
                .isEqualTo(201);

        JsonArray ended = revokeAll(acme.admin(), "acme").list();

        assertThat(ids(ended)).containsExactlyElementsOf(ids(keys));
        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).outcome())
                .isEqualTo("401 INVALID_KEY");
        assertThat(acme.tryToRegister(ofAnother.getString("key"), Fleet.newName())
                        .status())
                .isEqualTo(201);
        assertThat(revokeAll(acme.admin(), "acme").list()).isEmpty();
    }

    @Test
    void onlyAdministratorsOfTheOrganisationRevokeKeysByTheirCreator() {
        Api mallory = server.as("mallory@acme.test");
        assertThat(revokeAll(mallory, "acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(revokeAll(server.as("carol@globex.test"), "acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(revokeAll(server.as("carol@globex.test"), "globex").list()).isEmpty();
        assertThat(acme.admin().delete("/api/keys?org_id=acme").outcome()).isEqualTo("400 MISSING_FIELDS");

        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).status())
                .isEqualTo(201);
    }

    @Test
    void aDemotedAdministratorLeavesAsMuchAsARemovedOne() {
        JsonObject changed = acme.admin().patch(path(), "{\"role\":\"member\"}").data();

        assertThat(changed.getString("role")).isEqualTo("member");
        assertThat(changed.getInt("ended_invitations")).isEqualTo(1);
        assertThat(ids(changed.getJsonArray("auth_keys"))).containsExactly(key.getString("id"));
        assertThat(InvitedUser.accept(server, invitation, PASSWORD).outcome()).isEqualTo("401 INVALID_INVITATION");
    }

    @Test
    void anOwnerWhoBecomesAdministratorKeepsTheInvitationsThatAdministratorsMayMake() {
        acme.admin().patch(path(), "{\"role\":\"owner\"}").data();
        String toOwner = InvitedUser.invite(asLeaver, InvitedUser.newEmail(), "owner")
                .data()
                .getString("token");

        JsonObject changed = acme.admin().patch(path(), "{\"role\":\"admin\"}").data();

        assertThat(changed).doesNotContainKey("auth_keys");
        assertThat(InvitedUser.accept(server, toOwner, PASSWORD).outcome()).isEqualTo("401 INVALID_INVITATION");
        assertThat(InvitedUser.accept(server, invitation, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void invitationsOfADisabledAccountEndAndItsKeysAreNamedAndRevoked() {
        JsonObject disabled = acme.admin()
                .patch("/api/accounts/" + leaver.id(), "{\"disabled\":true}")
                .data();

        assertThat(ids(disabled.getJsonArray("auth_keys"))).containsExactly(key.getString("id"));
        assertThat(server.as("bob@acme.test")
                        .post("/api/accounts/" + leaver.id() + "/revoke-keys", null)
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(ids(acme.admin()
                        .post("/api/accounts/" + leaver.id() + "/revoke-keys", null)
                        .list()))
                .containsExactly(key.getString("id"));
        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).outcome())
                .isEqualTo("401 INVALID_KEY");
        assertThat(InvitedUser.accept(server, invitation, PASSWORD).outcome()).isEqualTo("401 INVALID_INVITATION");
    }

    @Test
    void invitationsAndResetLinksOfADemotedPlatformAdministratorEnd() {
        Api alice = acme.admin();
        InvitedUser other = InvitedUser.join(acme, "member");
        alice.patch("/api/accounts/" + leaver.id(), "{\"role\":\"admin\"}").data();
        await().until(() -> leaver.api().get("/api/accounts?limit=1").status() == 200);
        String link = leaver.api()
                .post("/api/accounts/" + other.id() + "/reset-link", null)
                .data()
                .getString("token");
        String owner = leaver.api()
                .post("/api/organizations", "{\"name\":\"Shell\",\"owner_email\":\"" + InvitedUser.newEmail() + "\"}")
                .data()
                .getJsonObject("invitation")
                .getString("token");

        alice.patch("/api/accounts/" + leaver.id(), "{\"role\":\"user\"}").data();

        assertThat(server.api()
                        .post("/api/auth/reset", "{\"token\":\"" + link + "\",\"new_password\":\"" + PASSWORD + "\"}")
                        .outcome())
                .isEqualTo("401 INVALID_RESET_LINK");
        assertThat(InvitedUser.accept(server, owner, PASSWORD).outcome()).isEqualTo("401 INVALID_INVITATION");
        // still an administrator of acme
        assertThat(InvitedUser.accept(server, invitation, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void screenTokensOfADemotedPlatformAdministratorAreNamedAndRevokedWithOneCall() {
        Api alice = acme.admin();
        alice.patch("/api/accounts/" + leaver.id(), "{\"role\":\"admin\"}").data();
        await().until(() -> leaver.api().get("/api/screen-tokens").status() == 200);
        ScreenToken screen = ScreenToken.create(leaver.api());
        ScreenToken ofAnother = ScreenToken.create(alice);

        JsonObject demoted = alice.patch("/api/accounts/" + leaver.id(), "{\"role\":\"user\"}")
                .data();

        assertThat(ids(demoted.getJsonArray("screen_tokens"))).containsExactly(screen.id());
        assertThat(demoted.toString()).doesNotContain(screen.text(), "hash");
        String revoke = "/api/accounts/" + leaver.id() + "/revoke-screens";
        assertThat(server.as("bob@acme.test").post(revoke, null).outcome()).isEqualTo("403 FORBIDDEN");
        try (SocketClient wall = screen.open(server)) {
            assertThat(ids(alice.post(revoke, null).list())).containsExactly(screen.id());
            assertThat(wall.end(Duration.ofMillis(1_200))).isEqualTo(new SocketClient.End(4003, "Access revoked"));
        }
        StallFreeClock.within(
                Duration.ofMillis(1_200), () -> screen.read(server).status() == 401);
        assertThat(ofAnother.read(server).status()).isEqualTo(200);
        assertThat(ids(alice.patch("/api/accounts/" + leaver.id(), "{\"disabled\":true}")
                        .data()
                        .getJsonArray("screen_tokens")))
                .isEmpty();
        ofAnother.revoke();
    }

    private JsonObject remove() {
        return acme.admin().delete(path()).data();
    }

    private String path() {
        return "/api/members/" + leaver.id() + "?org_id=acme";
    }

    private Answer revokeAll(Api caller, String organization) {
        return caller.delete("/api/keys?org_id=" + organization + "&created_by=" + leaver.id());
    }

    private static List<String> ids(JsonArray rows) {
        return rows.getValuesAs(JsonObject.class).stream()
                .map(row -> row.getString("id"))
                .toList();
    }
}
