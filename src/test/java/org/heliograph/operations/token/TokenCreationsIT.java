package org.heliograph.operations.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.ApiToken;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.ScreenToken;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

/** What a program made with an API token is listed when the token is revoked, and let in no more after one call. */
class TokenCreationsIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PASSWORD = "a-good-password";

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme();
    private final Api alice = acme.admin();

    private static List<String> ids(JsonArray rows) {
        return rows.getValuesAs(JsonObject.class).stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    private static Answer revokeCreated(Api admin, String token, String org) {
        return admin.post("/api/tokens/" + token + "/revoke-created" + (org == null ? "" : "?org_id=" + org), null);
    }

    @Test
    void revocationOfATokenOfAnOrganisationNamesItsKeysAndInvitationsAndOneCallEndsThem() {
        ApiToken token = ApiToken.in(alice, "acme", "administer");
        ApiToken other = ApiToken.in(alice, "acme", "administer");
        Fleet program = new Fleet(token.api(), "acme");
        JsonObject key = program.newKey("\"reusable\":true");
        JsonObject spent = program.newKey("");
        acme.register(spent.getString("key"), Fleet.newName());
        JsonObject ofAnother = new Fleet(other.api(), "acme").newKey("\"reusable\":true");
        String email = InvitedUser.newEmail();
        JsonObject invitation = InvitedUser.invite(program, email, "member").data();

        JsonObject left = token.revoke().data();

        assertThat(ids(left.getJsonArray("auth_keys"))).containsExactly(key.getString("id"));
        assertThat(ids(left.getJsonArray("invitations"))).containsExactly(invitation.getString("invitation_id"));
        assertThat(left.getJsonArray("invitations").getJsonObject(0).getString("email"))
                .isEqualTo(email);
        assertThat(left.toString()).doesNotContain(key.getString("key"), invitation.getString("token"), "hash");
        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).status())
                .isEqualTo(201);

        JsonObject ended = revokeCreated(alice, token.id(), "acme").data();

        assertThat(ids(ended.getJsonArray("auth_keys"))).containsExactly(key.getString("id"));
        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).outcome())
                .isEqualTo("401 INVALID_KEY");
        assertThat(InvitedUser.accept(server, invitation.getString("token"), PASSWORD)
                        .outcome())
                .isEqualTo("401 INVALID_INVITATION");
        assertThat(acme.tryToRegister(ofAnother.getString("key"), Fleet.newName())
                        .status())
                .isEqualTo(201);
        assertThat(revokeCreated(alice, token.id(), "acme").data().getJsonArray("auth_keys"))
                .isEmpty();
        assertThat(ids(other.revoke().data().getJsonArray("auth_keys"))).containsExactly(ofAnother.getString("id"));
        revokeCreated(alice, other.id(), "acme").data();
    }

    @Test
    void revocationOfATokenOfTheInstallationNamesItsScreenTokens() {
        ApiToken token = ApiToken.of(alice, "administer");
        ScreenToken screen = ScreenToken.create(token.api());
        ScreenToken ofAPerson = ScreenToken.create(alice);

        JsonObject left = token.revoke().data();

        assertThat(ids(left.getJsonArray("screen_tokens"))).containsExactly(screen.id());
        assertThat(left.getJsonArray("auth_keys")).isEmpty();
        assertThat(screen.read(server).status()).isEqualTo(200);
        assertThat(ids(revokeCreated(alice, token.id(), null).data().getJsonArray("screen_tokens")))
                .containsExactly(screen.id());
        await().atMost(SOON).until(() -> screen.read(server).status() == 401);
        assertThat(ofAPerson.read(server).status()).isEqualTo(200);
        ofAPerson.revoke();
    }

    @Test
    void onlyAdministratorsOfItsTargetRevokeWhatATokenMade() {
        ApiToken token = ApiToken.in(alice, "acme", "administer");
        JsonObject key = new Fleet(token.api(), "acme").newKey("\"reusable\":true");
        Api carol = server.as("carol@globex.test");

        assertThat(revokeCreated(server.as("mallory@acme.test"), token.id(), "acme")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(revokeCreated(carol, token.id(), "acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(revokeCreated(server.as("bob@acme.test"), token.id(), null).outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(revokeCreated(token.api(), token.id(), "acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(revokeCreated(carol, token.id(), "globex").data().getJsonArray("auth_keys"))
                .isEmpty();
        assertThat(acme.tryToRegister(key.getString("key"), Fleet.newName()).status())
                .isEqualTo(201);
        token.revoke().data();
        revokeCreated(alice, token.id(), "acme").data();
    }
}
