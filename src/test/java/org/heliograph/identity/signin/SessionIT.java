package org.heliograph.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.EventStream;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.SocketHandshake;
import org.heliograph.testing.StallFreeClock;
import org.heliograph.testing.Tokens;
import org.junit.jupiter.api.Test;

class SessionIT {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final SocketClient.End EXPIRED = new SocketClient.End(4001, "Token expired");

    private final Api api = Server.shared().api();
    private final InvitedUser person = InvitedUser.join(Fleet.acme(), "member");

    @Test
    void aRefreshTokenGivesANewPairOfTheSameForm() {
        Answer answer = refresh(person.refreshToken());

        assertThat(answer.data().keySet())
                .containsExactly("token", "refresh_token", "expires_in", "user", "organizations");
        assertThat(answer.data().getString("refresh_token")).isNotEqualTo(person.refreshToken());
        assertThat(api.with(answer.data().getString("token"))
                        .get("/api/auth/me")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRefreshWhoseAnswerWasLostMayBeRepeatedWithoutEndingTheSession() {
        String lost = next(person.refreshToken());
        String repeated = next(person.refreshToken());
        String again = next(person.refreshToken());

        assertThat(List.of(lost, repeated, again)).doesNotHaveDuplicates();
        assertThat(refresh(next(repeated)).status()).isEqualTo(200);
    }

    @Test
    void parallelRefreshesOfTwoTabsBothGoOn() {
        List<CompletableFuture<Answer>> tabs = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> refresh(person.refreshToken())))
                .limit(6)
                .toList();
        List<String> tokens = tabs.stream()
                .map(tab -> tab.join().data().getString("refresh_token"))
                .toList();

        assertThat(refresh(tokens.get(0)).status()).isEqualTo(200);
        assertThat(refresh(tokens.get(5)).status()).isEqualTo(200);
    }

    @Test
    void aTokenThatReturnsAfterItsSuccessorWasUsedEndsTheSession() {
        String successor = next(person.refreshToken());
        String newest = next(successor);

        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(newest).status()).isEqualTo(401);
    }

    @Test
    void aLogoutEndsTheAccessTokenItsSocketsAndStreamsAndNoOtherSession() {
        Fleet acme = Fleet.acme();
        Api other = api.with(api.login(person.email(), person.password()).data().getString("token"));
        SocketClient otherSocket = acme.connect(other);
        SocketClient socket = acme.connect(person.api());
        try (EventStream stream = EventStream.open(person.api(), "/api/events?channel=machines&org_id=acme")) {
            stream.next();

            api.post("/api/auth/logout", "{\"refresh_token\":\"" + person.refreshToken() + "\"}")
                    .data();

            assertThat(socket.end(SOON)).isEqualTo(EXPIRED);
            assertThat(stream.last().json().getInt("code")).isEqualTo(EXPIRED.code());
        }
        assertEnded(person.api());
        assertThat(other.get("/api/auth/me").status()).isEqualTo(200);
        otherSocket.ping();
        otherSocket.close();
    }

    @Test
    void aTokenThatReturnsEndsTheAccessTokensAndSocketsOfItsSession() {
        JsonObject successor = refresh(person.refreshToken()).data();
        JsonObject newest = refresh(successor.getString("refresh_token")).data();
        Api thief = api.with(newest.getString("token"));
        SocketClient socket = Fleet.acme().connect(thief);

        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);

        assertThat(socket.end(SOON)).isEqualTo(EXPIRED);
        assertEnded(thief);
        assertEnded(api.with(successor.getString("token")));
        assertEnded(person.api());
    }

    /** Within a second, REST calls and new sockets are refused; a token that this node has remembered is no exception. */
    private static void assertEnded(Api caller) {
        StallFreeClock.within(SOON, () -> caller.get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
        assertThat(SocketHandshake.fleet(caller, "acme").refused()).isEqualTo(401);
        assertThat(SocketHandshake.to(caller.server(), "/ws?token=" + caller.token())
                        .refused())
                .isEqualTo(401);
    }

    @Test
    void otherSignInsOfThatPersonGoOn() {
        String other = next(api.login(person.email(), person.password()).data().getString("refresh_token"));
        next(next(person.refreshToken()));
        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);

        assertThat(refresh(other).status()).isEqualTo(200);
    }

    private String next(String token) {
        return refresh(token).data().getString("refresh_token");
    }

    @Test
    void aMadeUpRefreshTokenIsRefused() {
        assertThat(refresh("made-up").status()).isEqualTo(401);
        assertThat(refresh("' or '1'='1").status()).isEqualTo(401);
        assertThat(api.post("/api/auth/refresh", "{}").outcome()).isEqualTo("400 MISSING_FIELDS");
        assertThat(api.post("/api/auth/refresh", "{\"refresh_token\":7}").outcome())
                .isEqualTo("400 INVALID_FIELD");
    }

    @Test
    void anAccessTokenIsNoRefreshTokenAndTheOtherWayRound() {
        assertThat(refresh(person.api().token()).status()).isIn(400, 401);
        assertThat(api.with(person.refreshToken()).get("/api/auth/me").outcome())
                .isEqualTo("401 UNAUTHORIZED");
    }

    @Test
    void aLogoutEndsThatSignInAndMayBeRepeated() {
        String other = api.login(person.email(), person.password()).data().getString("refresh_token");
        String body = "{\"refresh_token\":\"" + person.refreshToken() + "\"}";

        assertThat(api.post("/api/auth/logout", body).data()).isEmpty();
        assertThat(api.post("/api/auth/logout", body).status()).isEqualTo(200);
        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(other).status()).isEqualTo(200);
    }

    @Test
    void anotherPasswordEndsEverySignInAndAnswersANewPair() {
        String other = api.login(person.email(), person.password()).data().getString("refresh_token");
        JsonObject pair = change(person.password(), "another-password").data();

        assertThat(pair.keySet()).contains("token", "refresh_token");
        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(other).status()).isEqualTo(401);
        assertThat(refresh(pair.getString("refresh_token")).status()).isEqualTo(200);
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(401);
        assertThat(api.login(person.email(), "another-password").status()).isEqualTo(200);
    }

    @Test
    void aPasswordChangeWantsTheCurrentOneAndAStrongNewOne() {
        assertThat(change("not-the-password", "another-password").status()).isEqualTo(403);
        assertThat(change(person.password(), "short").outcome()).isEqualTo("400 WEAK_PASSWORD");
        assertThat(api.post("/api/auth/password", "{\"current_password\":\"a\",\"new_password\":\"b\"}")
                        .outcome())
                .isEqualTo("401 UNAUTHORIZED");
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
    }

    @Test
    void anotherPasswordEndsAccessTokensSocketsAndKnownDevicesAsWell() {
        Fleet acme = Fleet.acme();
        Api other = person.api()
                .with(api.login(person.email(), person.password()).data().getString("token"));
        String device = api.login(person.email(), person.password(), "X-Heliograph-Device", "new")
                .header("X-Heliograph-Device");
        SocketClient socket = acme.connect(other);
        JsonObject pair = change(person.password(), "another-password").data();

        assertThat(socket.end(SOON)).isEqualTo(new SocketClient.End(4001, "Token expired"));
        StallFreeClock.within(SOON, () -> other.get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
        Api own = other.with(pair.getString("token"));
        assertThat(own.get("/api/auth/me").status()).isEqualTo(200);
        acme.connect(own).close();
        JsonArray devices = own.send("GET", "/api/auth/devices", null, "X-Heliograph-Device", device)
                .list();
        assertThat(devices).hasSize(1);
        assertThat(devices.getJsonObject(0).getBoolean("current")).isFalse();
    }

    @Test
    void signingOutEverywhereEndsEverySession() {
        JsonObject other = api.login(person.email(), person.password()).data();

        assertThat(person.api().post("/api/auth/logout-everywhere", null).data())
                .isEmpty();

        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(other.getString("refresh_token")).status()).isEqualTo(401);
        StallFreeClock.within(
                SOON,
                () -> api.with(other.getString("token"))
                        .get("/api/auth/me")
                        .outcome()
                        .equals("401 UNAUTHORIZED"));
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
        assertThat(api.post("/api/auth/logout-everywhere", null).outcome()).isEqualTo("401 UNAUTHORIZED");
    }

    @Test
    void whoHasNoAccountHereHasNoSessionsToEnd() {
        assertThat(api.with(Tokens.withRole("admin"))
                        .post("/api/auth/logout-everywhere", null)
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void aRefreshKeepsTheCookieOfAKnownDeviceAlive() {
        Answer first = api.login(person.email(), person.password());
        String cookie = first.header("Set-Cookie");
        String body = "{\"refresh_token\":\"" + first.data().getString("refresh_token") + "\"}";

        Answer refreshed =
                api.send("POST", "/api/auth/refresh", body, "Cookie", cookie.substring(0, cookie.indexOf(';')));

        assertThat(refreshed.header("Set-Cookie")).isEqualTo(cookie);
        assertThat(refresh(refreshed.data().getString("refresh_token")).header("Set-Cookie"))
                .isNull();
    }

    @Test
    void aForgottenDeviceIsSignedOutAndTheOthersGoOn() {
        Answer phone = api.login(person.email(), person.password(), "X-Heliograph-Device", "new");
        JsonObject row = person
                .api()
                .send("GET", "/api/auth/devices", null, "X-Heliograph-Device", phone.header("X-Heliograph-Device"))
                .list()
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(device -> device.getBoolean("current"))
                .findFirst()
                .orElseThrow();
        assertThat(row.keySet()).containsExactly("id", "name", "current", "created_at", "last_used_at");
        String path = "/api/auth/devices/" + row.getString("id");
        assertThat(Server.shared().as("alice@acme.test").delete(path).outcome()).isEqualTo("404 NOT_FOUND");

        assertThat(person.api().delete(path).data()).isEmpty();

        assertThat(refresh(phone.data().getString("refresh_token")).status()).isEqualTo(401);
        StallFreeClock.within(
                SOON,
                () -> api.with(phone.data().getString("token"))
                                .get("/api/auth/me")
                                .status()
                        == 401);
        assertThat(person.api().get("/api/auth/me").status()).isEqualTo(200);
        assertThat(refresh(person.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void guessingTheCurrentPasswordIsLimitedAndLocksNobodyOut() {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(change("guess-" + attempt, "another-password").status()).isEqualTo(403);
        }

        assertThat(change(person.password(), "another-password").outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
    }

    private Answer refresh(String token) {
        return api.post(
                "/api/auth/refresh",
                Json.createObjectBuilder().add("refresh_token", token).build().toString());
    }

    private Answer change(String current, String next) {
        JsonObject body = Json.createObjectBuilder()
                .add("current_password", current)
                .add("new_password", next)
                .build();
        return person.api().post("/api/auth/password", body.toString());
    }
}
