package org.heliograph.operations.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.ApiToken;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.Tokens;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** Organisations are renamed, and deleted with everything that belongs to them. */
class OrganizationDeletionIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private final Server server = Server.shared();
    private final Fleet fleet = Fleet.inNewOrganization();
    private final String id = fleet.organization();
    /** An administrator of the installation who is no member, by an external token. */
    private final Api elsewhere = server.api().with(Tokens.withRole("admin"));

    private static Answer rename(Api by, String id, String name) {
        return by.patch("/api/organizations/" + id, "{\"name\":\"" + name + "\"}");
    }

    private static Answer delete(Api by, String id, String name) {
        return by.delete("/api/organizations/" + id + "?name=" + name);
    }

    private JsonObject audited(String action) {
        return await().atMost(SOON)
                .until(
                        () -> fleet.admin()
                                .get("/api/audit?outcome=done&action=" + action + "&search=" + id)
                                .list(),
                        rows -> rows.size() == 1)
                .getJsonObject(0);
    }

    @Test
    void renamesWithoutChangingTheId() {
        InvitedUser admin = InvitedUser.join(fleet, "admin");
        InvitedUser member = InvitedUser.join(fleet, "member");

        assertThat(rename(admin.api(), id, "Depot north").data().getString("name"))
                .isEqualTo("Depot north");

        assertThat(member.api()
                        .get("/api/organizations")
                        .list()
                        .getJsonObject(0)
                        .getString("name"))
                .isEqualTo("Depot north");
        assertThat(rename(member.api(), id, "Mine").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(rename(server.as("carol@globex.test"), id, "Mine").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(rename(admin.api(), id, " ").status()).isEqualTo(400);
        assertThat(rename(elsewhere, "no-such-one", "Mine").outcome()).isEqualTo("404 NOT_FOUND");
        JsonObject row = audited("organization.update");
        assertThat(row.getJsonObject("before").getString("name")).isEqualTo(id);
        assertThat(row.getJsonObject("after").getString("name")).isEqualTo("Depot north");
        rename(elsewhere, id, "Depot south").data();
    }

    @Test
    void onlyOwnersAndAdministratorsOfTheInstallationDeleteAndOnlyWithTheName() {
        InvitedUser admin = InvitedUser.join(fleet, "admin");

        assertThat(admin.api().get("/api/organizations/" + id + "/deletion").outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(delete(admin.api(), id, id).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(delete(fleet.admin(), id, "another").outcome()).isEqualTo("400 NAME_MISMATCH");
        assertThat(fleet.admin().delete("/api/organizations/" + id).outcome()).isEqualTo("400 MISSING_FIELDS");
        assertThat(delete(server.as("carol@globex.test"), "globex", "Globex").outcome())
                .isEqualTo("409 DEMO_ORGANIZATION");
        assertThat(fleet.rows("")).isEmpty();

        assertThat(delete(elsewhere, id, id).status()).isEqualTo(200);
        assertThat(delete(elsewhere, id, id).outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void nothingOfADeletedOrganisationIsReachableAndEverythingIsPurged() {
        InvitedUser member = InvitedUser.join(fleet, "member");
        String key = fleet.newKey("\"reusable\":true").getString("key");
        Agent agent = fleet.register(key, Fleet.newName());
        agent.heartbeat();
        String invitation = InvitedUser.invite(fleet, InvitedUser.newEmail(), "member")
                .data()
                .getString("token");
        ApiToken token = ApiToken.in(fleet.admin(), id, "read");
        JwtClaims claims = Tokens.claims("claimed-" + id, Duration.ofHours(1));
        claims.setClaim(Tokens.ORGANIZATIONS_CLAIM, Map.of(id, "owner"));
        Api claimed = server.api().with(Tokens.rs256(claims));
        SocketClient socket = fleet.listen(member.api(), "machines");
        SocketClient ofClaim = fleet.listen(claimed, "machines");

        JsonObject preview =
                fleet.admin().get("/api/organizations/" + id + "/deletion").data();
        assertThat(preview.getInt("members")).isEqualTo(2);
        assertThat(preview.getInt("invitations")).isEqualTo(1);
        assertThat(preview.getInt("machines")).isEqualTo(1);
        assertThat(preview.getInt("auth_keys")).isEqualTo(1);
        assertThat(preview.getInt("api_tokens")).isEqualTo(1);
        assertThat(preview.getInt("events")).isPositive();

        delete(fleet.admin(), id, id).data();

        // before the job has deleted the machine as well as after it
        assertThat(agent.report("").outcome()).isEqualTo("401 INVALID_NODE_KEY");
        assertThat(server.api()
                        .post(
                                "/api/register-machine",
                                "{\"name\":\"" + agent.name() + "\",\"node_key\":\"" + agent.nodeKey() + "\"}")
                        .outcome())
                .isEqualTo("401 INVALID_NODE_KEY");
        assertThat(socket.end(PROMISED).code()).isEqualTo(4003);
        assertThat(ofClaim.end(PROMISED).code()).isEqualTo(4003);
        for (Api former : new Api[] {fleet.admin(), member.api(), claimed}) {
            assertThat(former.get("/api/db/machines?org_id=" + id).outcome()).isEqualTo("403 FORBIDDEN");
        }
        assertThat(claimed.get("/api/audit?org_id=" + id).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(claimed.get("/api/organizations").list()).isEmpty();
        assertThat(fleet.tryToRegister(key, Fleet.newName()).status()).isEqualTo(401);
        assertThat(InvitedUser.accept(server, invitation, "a-good-password").outcome())
                .isEqualTo("401 INVALID_INVITATION");
        assertThat(token.api().get("/api/db/machines?org_id=" + id).status()).isEqualTo(401);
        assertThat(audited("organization.delete").getJsonObject("before").getInt("machines"))
                .isEqualTo(1);
        assertThat(elsewhere.get("/api/admin/organizations?search=" + id).list())
                .isEmpty();

        // the id is free again, and the new organisation sees nothing of the old one
        Answer again = await().atMost(SOON)
                .until(
                        () -> fleet.admin()
                                .post(
                                        "/api/organizations",
                                        "{\"id\":\"" + id
                                                + "\",\"name\":\"Again\",\"owner_email\":\"alice@acme.test\"}"),
                        answer -> answer.status() == 201);
        assertThat(again.data().getJsonObject("organization").getString("name")).isEqualTo("Again");
        assertThat(fleet.rows("")).isEmpty();
        assertThat(fleet.admin().get("/api/machine-events?org_id=" + id).text()).doesNotContain("m-");
        assertThat(fleet.admin().get("/api/audit?org_id=" + id).list()).hasSize(1);
        assertThat(elsewhere
                        .get("/api/admin/organizations?search=" + id)
                        .list()
                        .getJsonObject(0)
                        .getInt("members"))
                .isEqualTo(1);
    }
}
