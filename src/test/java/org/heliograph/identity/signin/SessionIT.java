package org.heliograph.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

class SessionIT {
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
    void aRefreshTokenWorksOnceAndItsSecondUseEndsWhatTheFirstBegan() {
        String next = refresh(person.refreshToken()).data().getString("refresh_token");

        assertThat(refresh(person.refreshToken()).status()).isEqualTo(401);
        assertThat(refresh(next).status()).isEqualTo(401);
    }

    @Test
    void otherSignInsOfThatPersonGoOn() {
        String other = api.login(person.email(), person.password()).data().getString("refresh_token");
        refresh(person.refreshToken());
        refresh(person.refreshToken());

        assertThat(refresh(other).status()).isEqualTo(200);
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
