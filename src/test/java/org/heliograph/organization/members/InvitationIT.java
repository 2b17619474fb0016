package org.heliograph.organization.members;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.Tokens;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class InvitationIT {
    private static final String PASSWORD = "a-good-password";
    private static final String INVALID = "401 INVALID_INVITATION";

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme();
    private final Api mallory = server.as("mallory@acme.test");

    @Test
    void tokenIsReturnedOnceAndTheInvitationListedAsPending() {
        String email = InvitedUser.newEmail();
        JsonObject invitation = InvitedUser.invite(acme, email, "admin").data();

        assertThat(invitation.keySet()).contains("invitation_id", "token", "url", "expires_at");
        assertThat(invitation.getString("url")).endsWith("/invitation#token=" + invitation.getString("token"));
        JsonObject pending = row(email);
        assertThat(pending.getBoolean("pending")).isTrue();
        assertThat(pending.toString()).doesNotContain(invitation.getString("token"), "hash");
    }

    @Test
    void inviterWithAnExternalTokenMayHaveALongSubject() {
        JwtClaims claims = Tokens.claims("s".repeat(200), Duration.ofMinutes(5));
        claims.setClaim(Tokens.ORGANIZATIONS_CLAIM, Map.of("acme", "admin"));
        Api inviter = server.api().with(Tokens.rs256(claims));
        String email = InvitedUser.newEmail();

        Answer invited =
                inviter.post("/api/members", "{\"org_id\":\"acme\",\"email\":\"" + email + "\",\"role\":\"member\"}");

        assertThat(invited.outcome()).isEqualTo("201");
        assertThat(row(email).getBoolean("pending")).isTrue();
    }

    @Test
    void acceptingCreatesAnAccountWithTheRole() {
        String email = InvitedUser.newEmail();
        String token = InvitedUser.invite(acme, email, "admin").data().getString("token");
        JsonObject signedIn = InvitedUser.accept(server, token, PASSWORD).data();

        assertThat(signedIn.keySet()).containsExactly("token", "refresh_token", "expires_in", "user", "organizations");
        assertThat(signedIn.getJsonObject("user").getString("role")).isEqualTo("user");
        assertThat(signedIn.getJsonArray("organizations").getJsonObject(0).getString("role"))
                .isEqualTo("admin");
        assertThat(row(email).containsKey("pending")).isFalse();
        assertThat(server.api().login(email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void invitationWorksOnceAndRequiresAStrongPassword() {
        String email = InvitedUser.newEmail();
        String token = InvitedUser.invite(acme, email, "member").data().getString("token");

        for (String weak : new String[] {"short", "eleven-char", "Password1234", email}) {
            assertThat(InvitedUser.accept(server, token, weak).outcome()).isEqualTo("400 WEAK_PASSWORD");
        }
        assertThat(InvitedUser.accept(server, token, PASSWORD).status()).isEqualTo(200);
        assertThat(InvitedUser.accept(server, token, PASSWORD).outcome()).isEqualTo(INVALID);
        assertThat(InvitedUser.accept(server, "made-up", PASSWORD).outcome()).isEqualTo(INVALID);
    }

    @Test
    void newInvitationReplacesTheEarlierOne() {
        String email = InvitedUser.newEmail();
        String first = InvitedUser.invite(acme, email, "member").data().getString("token");
        String second = InvitedUser.invite(acme, email, "member").data().getString("token");

        assertThat(InvitedUser.accept(server, first, PASSWORD).outcome()).isEqualTo(INVALID);
        assertThat(InvitedUser.accept(server, second, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void revokedInvitationIsInvalid() {
        Api bob = server.as("bob@acme.test");
        JsonObject invitation =
                InvitedUser.invite(acme, InvitedUser.newEmail(), "member").data();
        String path = "/api/members/invitations/" + invitation.getString("invitation_id");

        assertThat(mallory.delete(path + "?org_id=acme").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.delete(path + "?org_id=globex").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(bob.delete(path + "?org_id=acme").status()).isEqualTo(200);
        assertThat(InvitedUser.accept(server, invitation.getString("token"), PASSWORD)
                        .outcome())
                .isEqualTo(INVALID);
    }

    @Test
    void holderOfTheTokenReadsWhoInvitesToWhatAndNoOtherTokenReadsAnything() {
        String email = InvitedUser.newEmail();
        String token = InvitedUser.invite(acme, email, "admin").data().getString("token");

        JsonObject details = describe(token).data();
        assertThat(details.keySet()).containsExactly("organization", "role", "email", "invited_by", "expires_at");
        assertThat(details.getString("organization")).isEqualTo(name(mallory.get("/api/organizations"), "acme"));
        assertThat(details.getString("role")).isEqualTo("admin");
        assertThat(details.getString("email")).isEqualTo(email);
        assertThat(details.getJsonObject("invited_by").getString("email"))
                .isEqualTo(acme.admin()
                        .get("/api/auth/me")
                        .data()
                        .getJsonObject("user")
                        .getString("email"));
        assertThat(describe(token).data()).isEqualTo(details);

        assertThat(InvitedUser.accept(server, token, PASSWORD).status()).isEqualTo(200);
        for (String other : new String[] {token, "made-up", email}) {
            Answer refused = describe(other);
            assertThat(refused.outcome()).isEqualTo(INVALID);
            assertThat(refused.text()).doesNotContain(email, "acme");
        }
    }

    private Answer describe(String token) {
        return server.api().post("/api/auth/invitation/details", "{\"token\":\"" + token + "\"}");
    }

    private static String name(Answer organizations, String id) {
        return organizations.list().getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("id").equals(id))
                .map(one -> one.getString("name"))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject row(String email) {
        List<JsonObject> rows = mallory.get("/api/members?org_id=acme").list().getValuesAs(JsonObject.class);
        return rows.stream()
                .filter(row -> row.getString("email").equals(email))
                .findFirst()
                .orElseThrow();
    }
}
