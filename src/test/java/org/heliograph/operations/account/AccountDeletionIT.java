package org.heliograph.operations.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.ApiToken;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.Test;

/** Accounts are renamed and deleted, by administrators and by their owners. */
class AccountDeletionIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private final Server server = Server.shared();
    private final Fleet fleet = Fleet.inNewOrganization();
    private final Api alice = fleet.admin();
    private final InvitedUser person = InvitedUser.join(fleet, "admin");
    private final String path = "/api/accounts/" + person.id();

    private Answer changeOwn(String members) {
        return person.api().patch("/api/auth/account", "{" + members + "}");
    }

    private Answer deleteOwn(String password) {
        return person.api().post("/api/auth/account/delete", "{\"current_password\":\"" + password + "\"}");
    }

    private JsonObject audited(String action) {
        return await().atMost(SOON)
                .until(
                        () -> alice.get("/api/audit?outcome=done&action=" + action + "&search=" + person.id())
                                .list(),
                        rows -> rows.size() == 1)
                .getJsonObject(0);
    }

    private Answer refresh() {
        return server.api().post("/api/auth/refresh", "{\"refresh_token\":\"" + person.refreshToken() + "\"}");
    }

    @Test
    void anotherAddressIsUsedAtTheNextSignInAndSessionsGoOnWithANewToken() {
        String email = InvitedUser.newEmail();
        try (SocketClient members = fleet.listen("members")) {
            JsonObject changed = alice.patch(path, "{\"name\":\"Renamed\",\"email\":\" " + email.toUpperCase() + "\"}")
                    .data();

            assertThat(changed.getString("email")).isEqualTo(email);
            assertThat(changed.getBoolean("email_verified")).isFalse();
            assertThat(members.next(frame -> frame.toString().contains("Renamed"))
                            .getJsonObject("payload")
                            .getString("email"))
                    .isEqualTo(email);
        }
        await().atMost(SOON).until(() -> person.api().get("/api/auth/me").status() == 401);
        JsonObject renewed = refresh().data();
        assertThat(alice.with(renewed.getString("token"))
                        .get("/api/auth/me")
                        .data()
                        .getJsonObject("user")
                        .getString("email"))
                .isEqualTo(email);
        assertThat(server.api().login(email, person.password()).status()).isEqualTo(200);
        assertThat(server.api().login(person.email(), person.password()).outcome())
                .isEqualTo("401 INVALID_CREDENTIALS");
        JsonObject row = audited("account.update");
        assertThat(row.getJsonObject("before").getString("email")).isEqualTo(person.email());
        assertThat(row.getJsonObject("after").keySet()).containsExactly("email", "name");
    }

    @Test
    void anAddressThatAnotherAccountHasAndAddressesOfTheDemoStay() {
        assertThat(alice.patch(path, "{\"email\":\"BOB@acme.test\"}").outcome()).isEqualTo("409 EMAIL_TAKEN");
        assertThat(alice.patch(path, "{\"email\":\"no address\"}").status()).isEqualTo(400);
        assertThat(alice.patch(path, "{\"name\":\" \"}").status()).isEqualTo(400);
        String bob = alice.get("/api/accounts?search=bob@acme.test")
                .list()
                .getJsonObject(0)
                .getString("id");
        assertThat(alice.patch("/api/accounts/" + bob, "{\"name\":\"Robert\"}").outcome())
                .isEqualTo("409 DEMO_ACCOUNT");
        assertThat(alice.delete("/api/accounts/" + bob).outcome()).isEqualTo("409 DEMO_ACCOUNT");
        assertThat(person.api().get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void aUserChangesTheOwnNameAndWithThePasswordTheAddress() {
        String email = InvitedUser.newEmail();

        assertThat(changeOwn("\"name\":\"Myself\"").data().getString("name")).isEqualTo("Myself");
        assertThat(changeOwn("\"email\":\"" + email + "\"").outcome()).isEqualTo("400 MISSING_FIELDS");
        assertThat(changeOwn("\"email\":\"" + email + "\",\"current_password\":\"wrong\"")
                        .outcome())
                .isEqualTo("403 WRONG_PASSWORD");
        assertThat(changeOwn("\"email\":\"" + email + "\",\"current_password\":\"" + person.password() + "\"")
                        .data()
                        .getString("email"))
                .isEqualTo(email);

        assertThat(refresh().status()).isEqualTo(200);
        assertThat(server.api().login(email, person.password()).status()).isEqualTo(200);
    }

    @Test
    void whatBelongsToAnAccountIsSaidAndThenGone() {
        fleet.newKey("");
        Fleet ofPerson = new Fleet(person.api(), fleet.organization());
        JsonObject key = ofPerson.newKey("\"reusable\":true");
        ApiToken token = ApiToken.in(person.api(), fleet.organization(), "read");
        String invitation = InvitedUser.invite(ofPerson, InvitedUser.newEmail(), "member")
                .data()
                .getString("token");
        SocketClient socket = fleet.listen(person.api(), "machines");

        JsonObject preview = alice.get(path + "/deletion").data();
        assertThat(preview.getJsonArray("organizations").getJsonObject(0).getString("id"))
                .isEqualTo(fleet.organization());
        assertThat(preview.getInt("sessions")).isEqualTo(1);
        assertThat(preview.getInt("api_tokens")).isEqualTo(1);
        assertThat(preview.getInt("invitations")).isEqualTo(1);
        assertThat(preview.isNull("refusal")).isTrue();

        JsonObject left = alice.delete(path).data();

        assertThat(left.getJsonArray("auth_keys").getJsonObject(0).getString("id"))
                .isEqualTo(key.getString("id"));
        assertThat(socket.end(PROMISED).code()).isEqualTo(4003);
        await().atMost(SOON).until(() -> person.api().get("/api/auth/me").status() == 401);
        assertThat(refresh().status()).isEqualTo(401);
        assertThat(server.api().login(person.email(), person.password()).outcome())
                .isEqualTo("401 INVALID_CREDENTIALS");
        await().atMost(SOON)
                .until(() -> token.api()
                                .get("/api/db/machines?org_id=" + fleet.organization())
                                .status()
                        == 401);
        assertThat(InvitedUser.accept(server, invitation, "a-good-password").outcome())
                .isEqualTo("401 INVALID_INVITATION");
        assertThat(alice.get("/api/members?org_id=" + fleet.organization()).text())
                .doesNotContain(person.id());
        assertThat(alice.delete(path).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(audited("account.delete").getJsonObject("before").getString("email"))
                .isEqualTo(person.email());
        // made for others, and revoked by the call that also revokes those of a disabled account
        assertThat(alice.post(path + "/revoke-keys", "{}").list()).hasSize(1);
    }

    @Test
    void theOnlyOwnerOfAnOrganisationIsNotDeleted() {
        alice.patch("/api/members/" + person.id() + "?org_id=" + fleet.organization(), "{\"role\":\"owner\"}")
                .data();
        String alicesId = alice.get("/api/auth/me").data().getJsonObject("user").getString("id");
        person.api()
                .delete("/api/members/" + alicesId + "?org_id=" + fleet.organization())
                .data();

        JsonObject refusal = alice.get(path + "/deletion").data().getJsonObject("refusal");
        assertThat(refusal.getString("code")).isEqualTo("LAST_OWNER");
        assertThat(refusal.getString("message")).contains(fleet.organization());
        assertThat(alice.delete(path).outcome()).isEqualTo("409 LAST_OWNER");
        assertThat(deleteOwn(person.password()).outcome()).isEqualTo("409 LAST_OWNER");

        person.api()
                .delete("/api/organizations/" + fleet.organization() + "?name=" + fleet.organization())
                .data();
        assertThat(deleteOwn(person.password()).status()).isEqualTo(200);
    }

    @Test
    void aUserDeletesTheOwnAccountWithThePassword() {
        assertThat(deleteOwn("wrong").outcome()).isEqualTo("403 WRONG_PASSWORD");
        assertThat(person.api().delete(path).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(alice.delete("/api/accounts/"
                                + alice.get("/api/auth/me")
                                        .data()
                                        .getJsonObject("user")
                                        .getString("id"))
                        .outcome())
                .isEqualTo("409 OWN_ACCOUNT");

        assertThat(deleteOwn(person.password()).data().getString("email")).isEqualTo(person.email());

        assertThat(refresh().status()).isEqualTo(401);
        assertThat(audited("account.delete").getString("actor_id")).isEqualTo(person.id());
    }

    @Test
    void aUserRevokesWhatItMadeWithTheOwnAccount() {
        String organization = "{\"org_id\":\"" + fleet.organization() + "\",\"reusable\":true}";
        String key = person.api().post("/api/keys", organization).data().getString("id");

        assertThat(person.api()
                        .post("/api/auth/account/delete", "{\"current_password\":\"wrong\",\"revoke_created\":true}")
                        .outcome())
                .isEqualTo("403 WRONG_PASSWORD");
        assertThat(revokedAt(key)).isEqualTo(JsonValue.NULL);
        person.api()
                .post(
                        "/api/auth/account/delete",
                        "{\"current_password\":\"" + person.password() + "\",\"revoke_created\":true}")
                .data();

        assertThat(revokedAt(key)).isNotEqualTo(JsonValue.NULL);
    }

    @Test
    void aUserRevokesNothingWhereOthersAdministerNow() {
        String organization = "{\"org_id\":\"" + fleet.organization() + "\",\"reusable\":true}";
        String key = person.api().post("/api/keys", organization).data().getString("id");
        alice.patch("/api/members/" + person.id() + "?org_id=" + fleet.organization(), "{\"role\":\"member\"}")
                .data();

        person.api()
                .signIn(person.email(), person.password())
                .post(
                        "/api/auth/account/delete",
                        "{\"current_password\":\"" + person.password() + "\",\"revoke_created\":true}")
                .data();

        assertThat(revokedAt(key)).isEqualTo(JsonValue.NULL);
    }

    private JsonValue revokedAt(String key) {
        return alice.get("/api/keys?org_id=" + fleet.organization()).list().getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("id").equals(key))
                .findFirst()
                .orElseThrow()
                .get("revoked_at");
    }
}
