package org.heliograph.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

/** A person turns a second factor on, signs in with it, loses the app, and turns it off. */
class SecondFactorIT {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme(server);
    private final Api api = server.api();
    private final InvitedUser person = InvitedUser.join(acme, "member");

    private static String json(String... namesAndValues) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return body.build().toString();
    }

    /** The code of now, or of the next step, which the server accepts as well. */
    private static String code(String secret, int steps) {
        return TotpCode.of(Base32.decode(secret), TotpCode.step(Instant.now()) + steps);
    }

    private static List<String> recoveryCodes(Answer answer) {
        return answer.data().getJsonArray("recovery_codes").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList();
    }

    private String begin(String password) {
        return person.api()
                .post("/api/auth/factor", json("current_password", password))
                .data()
                .getString("secret");
    }

    private Answer turnOn(String secret) {
        return person.api().post("/api/auth/factor/confirm", json("code", code(secret, 0)));
    }

    private Answer prove(String challenge, String code) {
        return api.post("/api/auth/challenge", json("challenge", challenge, "code", code));
    }

    private String challenge() {
        JsonObject asked = api.login(person.email(), person.password()).data();
        assertThat(asked.keySet()).containsExactly("challenge", "expires_in", "setup");
        assertThat(asked.getBoolean("setup")).isFalse();
        return asked.getString("challenge");
    }

    private String event(String action) {
        return acme.admin()
                .get("/api/audit?action=" + action + "&search=" + person.email())
                .text();
    }

    @Test
    void aSignInNeedsACodeOnceTheFactorIsOnAndEachCodeWorksOnce() {
        assertThat(person.api()
                        .post("/api/auth/factor", json("current_password", "wrong"))
                        .outcome())
                .isEqualTo("403 WRONG_PASSWORD");
        Api other = api.signIn(person.email(), person.password());
        String secret = begin(person.password());
        assertThat(api.login(person.email(), person.password()).data()).containsKey("token");

        List<String> recovery = recoveryCodes(turnOn(secret));

        // the other sessions began without it
        StallFreeClock.within(SOON, () -> other.get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
        assertThat(person.api().get("/api/auth/me").status()).isEqualTo(200);
        assertThat(person.api().get("/api/auth/factor").data().getInt("recovery_codes"))
                .isEqualTo(10);
        Answer wrong = api.login(person.email(), "wrong");
        assertThat(wrong.outcome()).isEqualTo("401 INVALID_CREDENTIALS");
        assertThat(wrong.text())
                .isEqualTo(api.login(InvitedUser.newEmail(), "wrong").text());

        String challenge = challenge();
        assertThat(prove(challenge, code(secret, 0)).outcome()).as("used").isEqualTo("401 WRONG_CODE");
        assertThat(prove("unknown", recovery.get(0)).outcome()).isEqualTo("401 INVALID_CHALLENGE");
        Answer signedIn = prove(challenge, code(secret, 1));
        assertThat(signedIn.data().keySet())
                .containsExactly("token", "refresh_token", "expires_in", "user", "organizations");
        assertThat(signedIn.header("Set-Cookie")).contains("heliograph_device=hgd-");
        assertThat(prove(challenge, recovery.get(0)).outcome())
                .as("one session for each challenge")
                .isEqualTo("401 INVALID_CHALLENGE");

        assertThat(prove(challenge(), recovery.get(1)).status()).isEqualTo(200);
        assertThat(prove(challenge(), recovery.get(1)).outcome()).isEqualTo("401 WRONG_CODE");
        assertThat(event("sign-in")).contains("\"second_factor\":\"recovery_code\"");
        assertThat(event("factor.enable")).contains(person.id());

        assertThat(person.api()
                        .post("/api/auth/factor/off", json("code", recovery.get(1)))
                        .outcome())
                .isEqualTo("403 WRONG_CODE");
        List<String> renewed =
                recoveryCodes(person.api().post("/api/auth/factor/recovery-codes", json("code", recovery.get(2))));
        assertThat(person.api()
                        .post("/api/auth/factor/off", json("code", renewed.get(0)))
                        .status())
                .isEqualTo(200);
        assertThat(api.login(person.email(), person.password()).data()).containsKey("token");
        assertThat(event("factor.disable")).contains(person.id());
    }

    @Test
    void wrongCodesPauseSignInWithTheAccountAndANewPasswordEndsAChallenge() {
        String secret = begin(person.password());
        List<String> recovery = recoveryCodes(turnOn(secret));
        String challenge = challenge();
        for (int guess = 0; guess < 10; guess++) {
            assertThat(prove(challenge, "00000" + guess).outcome()).isEqualTo("401 WRONG_CODE");
        }

        Answer paused = prove(challenge(), recovery.get(0));
        assertThat(paused.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(paused.header("Retry-After")).isNotBlank();
        acme.admin().post("/api/accounts/" + person.id() + "/unlock", null).data();
        String before = challenge();
        person.api()
                .post(
                        "/api/auth/password",
                        json("current_password", person.password(), "new_password", "another-long-password"))
                .data();

        assertThat(prove(before, recovery.get(0)).outcome()).isEqualTo("401 INVALID_CHALLENGE");
    }

    @Test
    void anAdministratorRemovesALostFactorAndEndsTheSessionsButNoResetLinkPassesIt() {
        String account = "/api/accounts/" + person.id();
        assertThat(acme.admin().post(account + "/reset-factor", null).outcome()).isEqualTo("409 FACTOR_OFF");
        String secret = begin(person.password());
        turnOn(secret).data();
        String guessed = challenge();
        for (int guess = 0; guess < 10; guess++) {
            prove(guessed, "00000" + guess);
        }
        String link = acme.admin().post(account + "/reset-link", null).data().getString("token");

        JsonObject afterReset = api.post(
                        "/api/auth/reset", json("token", link, "new_password", "another-long-password"))
                .data();
        assertThat(afterReset.keySet()).containsExactly("challenge", "expires_in", "setup");
        assertThat(prove(afterReset.getString("challenge"), code(secret, 1)).outcome())
                .as("a link gives no further guesses")
                .isEqualTo("429 RATE_LIMITED");
        acme.admin().post(account + "/unlock", null).data();
        String session =
                prove(afterReset.getString("challenge"), code(secret, 1)).data().getString("token");

        assertThat(acme.admin().post(account + "/reset-factor", null).data().getBoolean("second_factor"))
                .isFalse();

        StallFreeClock.within(
                SOON, () -> api.with(session).get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
        assertThat(api.login(person.email(), "another-long-password").data()).containsKey("token");
        assertThat(event("account.reset-factor")).contains(person.id());
    }
}
