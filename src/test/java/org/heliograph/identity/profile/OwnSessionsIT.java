package org.heliograph.identity.profile;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.StallFreeClock;
import org.junit.jupiter.api.Test;

/** People see where they are signed in, and end that. */
class OwnSessionsIT {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme(server);
    private final InvitedUser person = InvitedUser.join(acme, "member");

    private Api signIn(String browser) {
        return server.api()
                .with(server.api()
                        .login(person.email(), person.password(), "User-Agent", browser)
                        .data()
                        .getString("token"));
    }

    private static List<JsonObject> sessions(Api of) {
        return of.get("/api/auth/sessions").list().getValuesAs(JsonObject.class);
    }

    private static void ended(Api session) {
        StallFreeClock.within(SOON, () -> session.get("/api/auth/me").outcome().equals("401 UNAUTHORIZED"));
    }

    @Test
    void aPersonSeesTheOwnSessionsAndEndsOneOrAllOthers() {
        Api phone = signIn("Mozilla/5.0 (Android 15; Mobile) Firefox/140.0");
        Api laptop = signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
        Api tablet = signIn("Mozilla/5.0 (iPad) Safari/605");

        List<JsonObject> seen = sessions(laptop);
        assertThat(seen).hasSize(4).filteredOn(row -> row.getBoolean("current")).hasSize(1);
        assertThat(seen)
                .extracting(row -> row.getString("client"))
                .contains("Firefox on Android", "Firefox on Linux", "Safari on iPad");
        assertThat(seen).allSatisfy(row -> {
            assertThat(row.keySet())
                    .containsExactly("id", "current", "client", "address", "started_at", "last_used_at");
            assertThat(row.getString("address")).isEqualTo("127.0.0.1");
            assertThat(row.getString("started_at")).endsWith("Z");
        });
        String ofPhone = seen.stream()
                .filter(row -> row.getString("client").endsWith("Android"))
                .findFirst()
                .orElseThrow()
                .getString("id");

        assertThat(acme.admin().delete("/api/auth/sessions/" + ofPhone).outcome())
                .as("of another account")
                .isEqualTo("404 NOT_FOUND");
        assertThat(laptop.delete("/api/auth/sessions/" + ofPhone).status()).isEqualTo(200);
        ended(phone);
        assertThat(laptop.delete("/api/auth/sessions/" + ofPhone).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(sessions(laptop)).hasSize(3);

        assertThat(laptop.delete("/api/auth/sessions").data().getInt("ended")).isEqualTo(2);
        ended(tablet);
        ended(person.api());
        assertThat(sessions(laptop)).hasSize(1);
        assertThat(server.api()
                        .post("/api/auth/refresh", "{\"refresh_token\":\"" + person.refreshToken() + "\"}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anAdministratorEndsAllSessionsOfAnAccount() {
        Api laptop = signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");

        assertThat(laptop.post("/api/accounts/" + person.id() + "/end-sessions", null)
                        .status())
                .isEqualTo(403);
        acme.admin()
                .post("/api/accounts/" + person.id() + "/end-sessions", null)
                .data();

        ended(laptop);
        ended(person.api());
        assertThat(acme.admin()
                        .get("/api/audit?action=account.end-sessions&search=" + person.email())
                        .text())
                .contains(person.id());
        assertThat(server.api().login(person.email(), person.password()).status())
                .isEqualTo(200);
    }
}
