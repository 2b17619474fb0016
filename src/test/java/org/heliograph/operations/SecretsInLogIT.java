package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last, so that the log covers all other tests. */
@Order(Integer.MAX_VALUE)
class SecretsInLogIT {
    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme();

    @Test
    void logsNeitherValidNorInvalidCredentials() {
        InvitedUser person = InvitedUser.join(acme, "admin");
        String key = acme.newKey("").getString("key");
        Agent agent = acme.register(key, Fleet.newName());
        JsonObject invitation =
                InvitedUser.invite(acme, InvitedUser.newEmail(), "member").data();
        agent.heartbeat();
        try (SocketClient socket = acme.listen(person.api(), "machines")) {
            socket.send("{\"type\":\"" + person.api().token() + "\"}");
            socket.next();
        }
        misuse(person, agent, key);

        List<String> secrets = List.of(
                person.password(),
                person.api().token(),
                person.refreshToken(),
                key,
                agent.nodeKey(),
                invitation.getString("token"),
                "wrong-but-near",
                server.as("alice@acme.test").token());
        assertThat(lines(line -> secrets.stream().anyMatch(line::contains))).isEmpty();
    }

    @Test
    void logContainsNoCredentials() {
        Pattern credential = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}"
                + "|(tskey-auth|nodekey|hgr|hgi|hgd|hgp|hgs)-[A-Za-z0-9_-]{16,}|PBKDF2With");

        assertThat(lines(credential.asPredicate())).isEmpty();
    }

    @Test
    void logsNoServerErrorsForClientErrors() {
        assertThat(lines(line -> line.contains("request failed, reference") || line.contains("could not be served")))
                .isEmpty();
    }

    /** The first forbidden lines of the log. */
    private List<String> lines(Predicate<String> wrong) {
        return server.log().lines().filter(wrong).limit(10).toList();
    }

    /** Credentials in wrong places, and near misses. */
    private void misuse(InvitedUser person, Agent agent, String key) {
        Api api = server.api();
        String token = person.api().token();
        api.login(person.email(), "wrong-but-near");
        api.with("wrong-but-near").get("/api/auth/me");
        api.with(token + "x").get("/api/auth/me");
        api.get("/api/nothing?token=" + token);
        api.get("/api/nothing?token=wrong-but-near");
        api.with(key).get("/api/db/machines?org_id=acme&name=eq." + agent.nodeKey());
        api.post("/api/register-machine", "{\"auth_key\":\"wrong-but-near\",\"name\":\"" + key + "\"}");
        api.post("/api/register-machine", "{\"auth_key\":\"" + key + "\",\"name\":7}");
        api.post("/api/machine-heartbeat", "{\"node_key\":\"" + agent.nodeKey() + "\",\"status\":\"x\"}");
        api.post("/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
        api.post("/api/auth/login", "{\"password\":\"" + person.password() + "\", oops");
        SocketHandshake.to(server, "/api/realtime?org_id=globex&token=" + token).refused();
        SocketHandshake.to(server, "/api/realtime?org_id=acme&token=" + token + "x")
                .refused();
    }
}
