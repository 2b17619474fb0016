package org.heliograph.machine.data;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

class DashboardQueryIT {
    private final Fleet acme = Fleet.acme();
    /** Of its own, because the cleanup changes silent machines of the others at any time. */
    private final Fleet own = Fleet.inNewOrganization();

    @Test
    void responseHasTwoNestedEnvelopes() {
        LogPositions.settled(() -> own.read("limit=1"));
        Answer answer = ofOwn();

        assertThat(answer.text()).startsWith("{\"success\":true,\"data\":{\"data\":{");
        assertThat(answer.header("X-Heliograph-Seq"))
                .isEqualTo(own.read("limit=1").header("X-Heliograph-Seq"));
        assertThat(stats().keySet())
                .contains(
                        "machines",
                        "machineCount",
                        "onlineCount",
                        "offlineCount",
                        "members",
                        "memberCount",
                        "pendingInvites");
    }

    @Test
    void countsFollowTheMachines() {
        JsonObject before = stats();
        Agent agent = own.online();
        own.register();
        JsonObject after = stats();
        agent.report("\"status\":\"offline\"");

        assertThat(difference(before, after, "machineCount")).isEqualTo(2);
        assertThat(difference(before, after, "onlineCount")).isEqualTo(1);
        assertThat(difference(before, after, "offlineCount")).isEqualTo(1);
        assertThat(difference(after, stats(), "onlineCount")).isEqualTo(-1);
        assertThat(difference(after, stats(), "offlineCount")).isEqualTo(1);
        assertThat(after.getInt("machineCount"))
                .isEqualTo(after.getJsonArray("machines").size())
                .isEqualTo(after.getInt("onlineCount") + after.getInt("offlineCount"));
    }

    @Test
    void countsFollowMembersAndInvitations() {
        JsonObject before = stats();
        InvitedUser.invite(own, InvitedUser.newEmail(), "member");
        InvitedUser.join(own, "member");

        assertThat(difference(before, stats(), "pendingInvites")).isEqualTo(1);
        assertThat(difference(before, stats(), "memberCount")).isEqualTo(1);
    }

    @Test
    void onlyMembersMayCall() {
        String call = "\"fn\":\"get_dashboard_stats\",\"_org_id\":\"acme\"";

        assertThat(call(Server.shared().as("mallory@acme.test"), call).status()).isEqualTo(200);
        assertThat(call(Server.shared().as("carol@globex.test"), call).outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(call(Server.shared().api(), call).outcome()).isEqualTo("401 UNAUTHORIZED");
    }

    @Test
    void invalidCallIsRejected() {
        assertThat(call(acme.admin(), "\"fn\":\"drop_tables\",\"_org_id\":\"acme\"")
                        .status())
                .isIn(400, 404);
        assertThat(call(acme.admin(), "\"fn\":\"get_dashboard_stats\"").outcome())
                .isEqualTo("400 MISSING_FIELDS");
        assertThat(call(acme.admin(), "\"fn\":7,\"_org_id\":\"acme\"").outcome())
                .isEqualTo("400 INVALID_FIELD");
        assertThat(call(acme.admin(), "\"fn\":\"get_dashboard_stats\",\"_org_id\":\"' or '1'='1\"")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
    }

    private JsonObject stats() {
        return ofOwn().data().getJsonObject("data");
    }

    private Answer ofOwn() {
        return call(own.admin(), "\"fn\":\"get_dashboard_stats\",\"_org_id\":\"" + own.organization() + "\"");
    }

    private static int difference(JsonObject before, JsonObject after, String count) {
        return after.getInt(count) - before.getInt(count);
    }

    private static Answer call(Api caller, String fields) {
        return caller.post("/api/db/_rpc", "{" + fields + "}");
    }
}
