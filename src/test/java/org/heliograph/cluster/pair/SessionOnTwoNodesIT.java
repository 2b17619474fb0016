package org.heliograph.cluster.pair;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

/** Sessions, locks and known devices are those of the installation, whichever node is asked. */
@WithPair
class SessionOnTwoNodesIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Pair pair;
    private final InvitedUser person;

    SessionOnTwoNodesIT(Pair pair) {
        this.pair = pair;
        person = InvitedUser.join(pair.acmeOnA(), "member");
    }

    private static Answer refresh(Server node, String token) {
        return node.api().post("/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
    }

    @Test
    void aLostRefreshIsRepeatedOnTheOtherNodeAlsoAtTheSameTime() {
        CompletableFuture<Answer> onA = CompletableFuture.supplyAsync(() -> refresh(pair.a(), person.refreshToken()));
        Answer onB = refresh(pair.b(), person.refreshToken());
        assertThat(onA.join().status()).isEqualTo(200);
        assertThat(onB.status()).isEqualTo(200);

        String newest =
                refresh(pair.a(), onB.data().getString("refresh_token")).data().getString("refresh_token");

        assertThat(refresh(pair.b(), person.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(pair.a(), newest).status()).isEqualTo(401);
    }

    @Test
    void failuresOnBothNodesLockTogetherAndAKnownDeviceIsKnownOnBoth() {
        String device = pair.a()
                .api()
                .login(person.email(), person.password(), "X-Heliograph-Device", "new")
                .header("X-Heliograph-Device");
        for (int attempt = 0; attempt < 5; attempt++) {
            pair.a().api().login(person.email(), "wrong");
            pair.b().api().login(person.email(), "wrong");
        }

        assertThat(pair.a().api().login(person.email(), person.password()).status())
                .isEqualTo(429);
        assertThat(pair.b().api().login(person.email(), person.password()).status())
                .isEqualTo(429);
        assertThat(pair.b()
                        .api()
                        .login(person.email(), person.password(), "X-Heliograph-Device", device)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signingOutEverywhereOnOneNodeEndsTokensAndSocketsOfTheOther() {
        JsonObject onB = pair.b().api().login(person.email(), person.password()).data();
        SocketClient socket = pair.acmeOnB().connect(pair.b().api().with(onB.getString("token")));

        person.api().post("/api/auth/logout-everywhere", null).data();

        assertThat(socket.end(SOON)).isEqualTo(new SocketClient.End(4001, "Token expired"));
        StallFreeClock.within(
                SOON,
                () -> pair.b()
                                .api()
                                .with(onB.getString("token"))
                                .get("/api/auth/me")
                                .status()
                        == 401);
    }

    @Test
    void aLogoutOnOneNodeEndsTheSessionOnTheOther() {
        Api there = pair.b().api().with(person.api().token());
        SocketClient socket = pair.acmeOnB().connect(there);

        pair.a()
                .api()
                .post("/api/auth/logout", "{\"refresh_token\":\"" + person.refreshToken() + "\"}")
                .data();

        assertThat(socket.end(SOON)).isEqualTo(new SocketClient.End(4001, "Token expired"));
        StallFreeClock.within(SOON, () -> there.get("/api/auth/me").status() == 401);
        assertThat(SocketHandshake.fleet(there, "acme").refused()).isEqualTo(401);
    }
}
