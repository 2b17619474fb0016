package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.LogPositions;
import org.heliograph.testing.RestorableDatabase.Backup;
import org.heliograph.testing.ScreenToken;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

/** The database is restored from a base backup under two running nodes. */
@WithPair
class RestoreIT {
    private static final Duration RECOVERED = Duration.ofSeconds(30);
    private static final SocketClient.End COME_BACK = new SocketClient.End(1001, "Going away");
    private static final Predicate<JsonObject> GAP =
            frame -> "gap".equals(frame.getString("type", "")) || "gap".equals(frame.getString("action", ""));

    private final Pair pair;

    RestoreIT(Pair pair) {
        this.pair = pair;
    }

    private static SocketClient resuming(Fleet fleet, String since) {
        SocketClient socket = fleet.connect(fleet.admin());
        socket.send("{\"type\":\"subscribe\",\"channels\":[\"machines\"],\"since\":{\"machines\":" + since + "}}");
        socket.next(frame -> frame.getString("type").equals("subscribed"));
        return socket;
    }

    /** The position of a snapshot, as a client that knows epochs names it. */
    private static String position(Answer snapshot) {
        return "{\"seq\":" + snapshot.header("X-Heliograph-Seq") + ",\"epoch\":\"" + epoch(snapshot) + "\"}";
    }

    private static String epoch(Answer snapshot) {
        return snapshot.header("X-Heliograph-Epoch");
    }

    private SocketClient visitor(Server node, String slug) {
        SocketClient socket = SocketHandshake.to(node, "/ws").open();
        socket.next();
        socket.send("{\"action\":\"subscribe\",\"slug\":\"" + slug + "\",\"since\":"
                + position(node.api().get("/v1/status/" + slug)) + "}");
        assertThat(socket.next().getString("action")).isEqualTo("subscribed");
        return socket;
    }

    private static long saidBy(Server node) {
        return node.log()
                .lines()
                .filter(line -> line.contains("the database was restored from a backup"))
                .count();
    }

    /** As if a node had committed so much that the log has passed every number that was delivered before the restore. */
    private static void passEveryPosition(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate(
                    "update topic_position set position = 1000 + greatest(position, coalesce((select max(seq)"
                            + " from publication p where p.topic = topic_position.topic), 0)) where topic <> ''");
        }
    }

    @Test
    void whoeverResumesGetsAGapAndWhoeverWasAdmittedSinceTheBackupIsOut() {
        Fleet onA = pair.acmeOnA();
        Fleet onB = pair.acmeOnB();
        StatusAdmin status = new StatusAdmin(pair.a().as("alice@acme.test"));
        String page = status.page();
        String closedPage = status.page();
        status.put("status-pages/" + closedPage, "{'password':'heliograph-secret'}");
        Membership known = new Membership(pair, InvitedUser.join(onA, "member"));
        Membership disabled = new Membership(pair, InvitedUser.join(onA, "member"));
        String kept = onA.register().id();
        Answer before = onA.read("limit=1");
        Backup backup = pair.restorable().backUp();

        status.put("status-pages/" + closedPage, "{'password':null}");
        status.incident(page, "");
        Membership newcomer = new Membership(pair, InvitedUser.join(onA, "member"));
        ScreenToken screen = ScreenToken.create(pair.a().as("alice@acme.test"));
        String lost = onA.register().id();
        try (SocketClient ownerOnA = resuming(onA, position(onA.read("limit=1")));
                SocketClient ownerOnB = resuming(onB, position(onB.read("limit=1")));
                SocketClient intruder = newcomer.onB().listen("machines");
                SocketClient wall = screen.open(pair.b());
                SocketClient visitor = visitor(pair.b(), page);
                SocketClient reader = visitor(pair.a(), closedPage)) {
            pair.restorable().restore(backup, RestoreIT::passEveryPosition);

            for (SocketClient socket : List.of(ownerOnA, ownerOnB)) {
                // perhaps before the gap, which then comes when the client resumes
                assertThat(socket.end(RECOVERED)).isEqualTo(COME_BACK);
            }
            assertThat(intruder.end(RECOVERED)).isEqualTo(COME_BACK);
            assertThat(wall.end(RECOVERED)).isEqualTo(COME_BACK);
            assertThat(SocketHandshake.fleet(newcomer.onB().admin(), "acme").refused())
                    .isEqualTo(401);
            assertThat(screen.read(pair.a()).status()).isEqualTo(401);
            assertThat(reader.next(frame -> frame.getString("action", "").equals("unsubscribed"))
                            .getString("slug"))
                    .isEqualTo(closedPage);
            assertThat(visitor.next(GAP).getString("epoch")).isGreaterThan(epoch(before));

            String incident = status.incident(page, "");
            assertThat(visitor.next(frame -> frame.getString("action", "").equals("incident-created"))
                            .toString())
                    .contains(incident);
        }
        assertThat(onB.rows("id=eq." + kept)).hasSize(1);
        assertThat(onB.rows("id=eq." + lost)).isEmpty();
        resumesAndHearsOnBothNodes(position(before));
        revocationsAreHeard(known, disabled);
        assertThat(saidBy(pair.a())).isEqualTo(1);
        assertThat(saidBy(pair.b())).isEqualTo(1);
    }

    /** @param since a position of the lost log */
    private void resumesAndHearsOnBothNodes(String since) {
        await().atMost(RECOVERED).until(() -> Pair.healthy(pair.a()) && Pair.healthy(pair.b()));
        LogPositions.settled(() -> pair.acmeOnB().read("limit=1"));
        Answer now = pair.acmeOnB().read("limit=1");
        assertThat(epoch(now)).isEqualTo(epoch(pair.acmeOnA().read("limit=1")));
        try (SocketClient old = resuming(pair.acmeOnB(), since);
                SocketClient onA = resuming(pair.acmeOnA(), position(now));
                SocketClient onB = resuming(pair.acmeOnB(), position(now))) {
            JsonObject gap = old.next();
            assertThat(GAP).accepts(gap);
            assertThat(gap.getInt("from")).isEqualTo(1);
            assertThat(gap.getString("epoch")).isEqualTo(epoch(now));

            String registered = pair.acmeOnA().register().id();

            long seq = Long.parseLong(now.header("X-Heliograph-Seq")) + 1;
            for (SocketClient socket : List.of(onA, onB, old)) {
                JsonObject event = socket.next(frame -> frame.containsKey("payload")
                        && frame.getJsonObject("payload").getString("id").equals(registered));
                assertThat(event.getJsonNumber("seq").longValue()).isEqualTo(seq);
            }
        }
    }

    private void revocationsAreHeard(Membership removed, Membership disabled) {
        try (SocketClient one = removed.onB().listen("machines");
                SocketClient other = disabled.onA().listen("machines")) {
            removed.end();
            new Fleet(pair.b().as("alice@acme.test"), "acme")
                    .admin()
                    .patch("/api/accounts/" + disabled.person().id(), "{\"disabled\":true}")
                    .data();

            assertThat(one.end(RECOVERED)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
            assertThat(other.end(RECOVERED)).isEqualTo(new SocketClient.End(4003, "Access revoked"));
        }
    }
}
