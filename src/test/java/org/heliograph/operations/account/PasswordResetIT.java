package org.heliograph.operations.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

/** Administrators unlock accounts and give out links for new passwords. */
class PasswordResetIT {
    private static final String NEW = "a-new-long-password";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme(server);
    private final Api admin = acme.admin();
    private final Api api = server.api();
    private final InvitedUser person = InvitedUser.join(acme, "member");
    private final String account = "/api/accounts/" + person.id();

    private Answer reset(String token, String password) {
        JsonObject body = Json.createObjectBuilder()
                .add("token", token)
                .add("new_password", password)
                .build();
        return api.post("/api/auth/reset", body.toString());
    }

    private String link() {
        return admin.post(account + "/reset-link", null).data().getString("token");
    }

    private void lock() {
        for (int attempt = 0; attempt < 10; attempt++) {
            api.login(person.email(), "wrong");
        }
    }

    private JsonObject row() {
        return admin.get("/api/accounts?search=" + person.email()).list().getJsonObject(0);
    }

    @Test
    void anAdministratorSeesALockAndEndsIt() {
        assertThat(row().isNull("locked_until")).isTrue();
        lock();
        assertThat(row().getString("locked_until")).endsWith("Z");

        JsonObject unlocked = admin.post(account + "/unlock", null).data();

        assertThat(unlocked.isNull("locked_until")).isTrue();
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
    }

    @Test
    void aLinkSetsAPasswordEndsEverySessionAndTheLockAndSignsIn() {
        lock();
        JsonObject issued = admin.post(account + "/reset-link", null).data();
        assertThat(issued.keySet()).containsExactly("account_id", "token", "url", "expires_at");
        assertThat(issued.getString("url")).endsWith("/reset#token=" + issued.getString("token"));
        // nothing has changed so far
        assertThat(person.api().get("/api/auth/me").status()).isEqualTo(200);

        Answer session = reset(issued.getString("token"), NEW);

        assertThat(session.data().keySet())
                .containsExactly("token", "refresh_token", "expires_in", "user", "organizations");
        assertThat(session.header("Set-Cookie")).contains("heliograph_device=hgd-");
        StallFreeClock.within(
                SOON, () -> person.api().get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
        assertThat(api.post("/api/auth/refresh", "{\"refresh_token\":\"" + person.refreshToken() + "\"}")
                        .status())
                .isEqualTo(401);
        assertThat(api.login(person.email(), NEW).status()).isEqualTo(200);
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(401);
    }

    @Test
    void aLinkWorksOnceAlsoWhenItIsUsedTwiceAtTheSameTime() {
        String token = link();

        List<CompletableFuture<Answer>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> reset(token, NEW)))
                .limit(4)
                .toList();

        assertThat(all.stream().map(answer -> answer.join().outcome()))
                .containsExactlyInAnyOrder(
                        "200", "401 INVALID_RESET_LINK", "401 INVALID_RESET_LINK", "401 INVALID_RESET_LINK");
    }

    @Test
    void onlyTheNewestLinkOfAnAccountIsValidAndNoneAfterAPasswordChange() {
        String former = link();
        String newest = link();
        assertThat(reset(former, NEW).outcome()).isEqualTo("401 INVALID_RESET_LINK");
        assertThat(reset(newest, "short").outcome()).isEqualTo("400 WEAK_PASSWORD");
        person.api()
                .post(
                        "/api/auth/password",
                        "{\"current_password\":\"" + person.password() + "\",\"new_password\":\"" + NEW + "\"}")
                .data();

        assertThat(reset(newest, "yet-another-password").outcome()).isEqualTo("401 INVALID_RESET_LINK");
        assertThat(reset("hgp-made-up", NEW).outcome()).isEqualTo("401 INVALID_RESET_LINK");
    }

    @Test
    void aDisabledAccountGetsNoLinkAndItsLinkEnds() {
        String token = link();
        admin.patch(account, "{\"disabled\":true}").data();

        assertThat(admin.post(account + "/reset-link", null).outcome()).isEqualTo("409 ACCOUNT_DISABLED");
        assertThat(reset(token, NEW).outcome()).isEqualTo("401 INVALID_RESET_LINK");
    }

    @Test
    void onlyAdministratorsUnlockAndGiveOutLinks() {
        for (String action : List.of("/unlock", "/reset-link")) {
            assertThat(person.api().post(account + action, null).outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(api.post(account + action, null).outcome()).isEqualTo("401 UNAUTHORIZED");
            assertThat(admin.post("/api/accounts/nobody" + action, null).outcome())
                    .isEqualTo("404 NOT_FOUND");
        }
    }
}
