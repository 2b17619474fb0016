package org.heliograph.organization.members;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.heliograph.testing.Tokens;
import org.junit.jupiter.api.Test;

class MemberServiceIT {
    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme();
    private final Api mallory = server.as("mallory@acme.test");
    private final Api bob = server.as("bob@acme.test");

    @Test
    void membersMayListMembers() {
        JsonObject alice = find("alice@acme.test");

        assertThat(alice.keySet()).containsExactly("account_id", "email", "name", "role", "created_at");
        assertThat(alice.getString("role")).isEqualTo("owner");
        assertThat(members().toString()).doesNotContain("password", "hash");
    }

    @Test
    void listHasThePositionOfTheEvents() {
        long before = position();

        String member = InvitedUser.join(acme, "member").id();
        acme.admin().delete(path(member));

        assertThat(position()).isEqualTo(before + 2);
    }

    @Test
    void onlyMembersMayListMembers() {
        assertThat(server.as("carol@globex.test")
                        .get("/api/members?org_id=acme")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(server.api().get("/api/members?org_id=acme").outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(mallory.get("/api/members").status()).isEqualTo(400);
    }

    @Test
    void anAddressWithAnAccountIsInvitedLikeAnyOtherAndTheAccountAccepts() {
        InvitedUser person = InvitedUser.join(Fleet.globex(), "member");

        JsonObject invitation =
                InvitedUser.invite(acme, person.email(), "member").data();

        JsonObject ofAnother =
                InvitedUser.invite(acme, InvitedUser.newEmail(), "member").data();
        assertThat(invitation.keySet()).isEqualTo(ofAnother.keySet());
        assertThat(find(person.email()).getBoolean("pending")).isTrue();
        assertThat(acmeMachines(person.api())).isEqualTo(403);
        JsonObject me = accept(person.api(), invitation).data();
        assertThat(me.getJsonArray("organizations").toString()).contains("\"acme\"", "\"globex\"");
        assertThat(find(person.email()).getString("account_id")).isEqualTo(person.id());
        assertThat(acmeMachines(person.api())).isEqualTo(200);
        assertThat(accept(person.api(), invitation).outcome()).isEqualTo("401 INVALID_INVITATION");
        assertThat(InvitedUser.invite(acme, person.email(), "member").status()).isEqualTo(409);
    }

    @Test
    void whoHoldsAnInvitationAcceptsItWithTheAccountOfTheirChoice() {
        InvitedUser person = InvitedUser.join(Fleet.globex(), "member");
        JsonObject invitation =
                InvitedUser.invite(acme, InvitedUser.newEmail(), "admin").data();
        assertThat(accept(server.api(), invitation).outcome()).isEqualTo("401 UNAUTHORIZED");
        assertThat(accept(server.api().with(Tokens.withRole("admin")), invitation)
                        .outcome())
                .isEqualTo("403 FORBIDDEN");

        assertThat(accept(person.api(), invitation).status()).isEqualTo(200);

        assertThat(find(person.email()).getString("role")).isEqualTo("admin");
    }

    @Test
    void whoTookSomebodyElsesAddressIsNotMetByThatAddress() {
        InvitedUser squatter = InvitedUser.join(acme, "member");
        String id = "org-" + UUID.randomUUID();

        JsonObject created = acme.admin()
                .post(
                        "/api/organizations",
                        "{\"id\":\"" + id + "\",\"name\":\"Stranger\",\"owner_email\":\"" + squatter.email() + "\"}")
                .data();
        InvitedUser.invite(Fleet.globex(), squatter.email(), "admin").data();

        assertThat(created.getJsonObject("invitation").getString("role")).isEqualTo("owner");
        assertThat(squatter.api().get("/api/organizations").list()).hasSize(1);
        assertThat(squatter.api().get("/api/members?org_id=" + id).status()).isEqualTo(403);
        assertThat(squatter.api().get("/api/members?org_id=globex").status()).isEqualTo(403);
    }

    private static int acmeMachines(Api caller) {
        return caller.get("/api/db/machines?org_id=acme&limit=1").status();
    }

    private static Answer accept(Api caller, JsonObject invitation) {
        return caller.post("/api/auth/invitation/accept", "{\"token\":\"" + invitation.getString("token") + "\"}");
    }

    @Test
    void membersMayNotChangeMembers() {
        String member = InvitedUser.join(acme, "member").id();

        assertThat(InvitedUser.invite(new Fleet(mallory, "acme"), InvitedUser.newEmail(), "member")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(mallory.patch(path(member), "{\"role\":\"owner\"}").outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(mallory.delete(path(member)).outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void onlyOwnersGrantOrWithdrawTheRoleOwner() {
        InvitedUser person = InvitedUser.join(acme, "member");
        String alice = find("alice@acme.test").getString("account_id");

        assertThat(bob.patch(path(person.id()), "{\"role\":\"owner\"}").outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(bob.patch(path(alice), "{\"role\":\"member\"}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.delete(path(alice)).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(InvitedUser.invite(new Fleet(bob, "acme"), InvitedUser.newEmail(), "owner")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(acme.admin().patch(path(person.id()), "{\"role\":\"owner\"}").status())
                .isEqualTo(200);
        assertThat(acme.admin().delete(path(person.id())).status()).isEqualTo(200);
    }

    @Test
    void onlyOwnersReplaceTheInvitationOfAnOwner() {
        String email = InvitedUser.newEmail();
        JsonObject invitation = InvitedUser.invite(acme, email, "owner").data();

        assertThat(InvitedUser.invite(new Fleet(bob, "acme"), email, "member").outcome())
                .isEqualTo("403 FORBIDDEN");

        InvitedUser.accept(server, invitation.getString("token"), "a-good-password")
                .data();
        assertThat(find(email).getString("role")).isEqualTo("owner");
        acme.admin().delete(path(find(email).getString("account_id"))).data();
    }

    @Test
    void lastOwnerCannotBeRemoved() {
        String id = "org-" + UUID.randomUUID();
        Api alice = acme.admin();
        String body = "{\"id\":\"" + id + "\",\"name\":\"New\",\"owner_email\":\"alice@acme.test\"}";
        assertThat(mallory.post("/api/organizations", body).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(alice.post("/api/organizations", body).status()).isEqualTo(201);
        String own = "/api/members/" + find("alice@acme.test").getString("account_id") + "?org_id=" + id;

        assertThat(alice.patch(own, "{\"role\":\"admin\"}").outcome()).isEqualTo("409 LAST_OWNER");
        assertThat(alice.delete(own).outcome()).isEqualTo("409 LAST_OWNER");
        assertThat(alice.post("/api/organizations", body).status()).isEqualTo(409);
    }

    @Test
    void invalidRoleAndAddressAre400() {
        assertThat(InvitedUser.invite(acme, InvitedUser.newEmail(), "king").outcome())
                .isEqualTo("400 INVALID_FIELD");
        assertThat(InvitedUser.invite(acme, "no address", "member").outcome()).isEqualTo("400 INVALID_FIELD");
        assertThat(acme.admin().post("/api/members", "{\"org_id\":\"acme\"}").outcome())
                .isEqualTo("400 MISSING_FIELDS");
        assertThat(acme.admin().patch(path("unknown"), "{\"role\":\"member\"}").outcome())
                .isEqualTo("404 NOT_FOUND");
    }

    private static String path(String accountId) {
        return "/api/members/" + accountId + "?org_id=acme";
    }

    private long position() {
        return LogPositions.settled(() -> mallory.get("/api/members?org_id=acme"));
    }

    private List<JsonObject> members() {
        return mallory.get("/api/members?org_id=acme").list().getValuesAs(JsonObject.class);
    }

    private JsonObject find(String email) {
        return members().stream()
                .filter(row -> row.getString("email").equals(email))
                .findFirst()
                .orElseThrow();
    }
}
