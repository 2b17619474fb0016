package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

/** The operator of the server gets in when no administrator can. */
class AdministratorResetIT {
    private static final String FIRST = "the-first-password";
    private static final String RESET = "the-password-of-the-reset";
    private static final String OWN = "the-own-password-of-the-administrator";

    private static int login(Server server, String email, String password) {
        return server.api().login(email, password).status();
    }

    /** One server that is started four times: each start takes longer than the rest of a test. */
    @Test
    void aResetMakesTheFirstAdministratorOrANewOneOrLetsOneInOnceAndARestartChangesNothing() {
        try (Server server = Server.start(
                "adminreset",
                Map.of(
                        "HELIOGRAPH_DEMO", "false",
                        "HELIOGRAPH_ADMIN_RESET", "carol@example.org",
                        "HELIOGRAPH_ADMIN_PASSWORD", FIRST))) {
            InvitedUser alice = lockedOut(theFirstHasAnOrganisation(server));

            server.close();
            server.configure("HELIOGRAPH_ADMIN_RESET", alice.email().toUpperCase(Locale.ROOT));
            server.configure("HELIOGRAPH_ADMIN_PASSWORD", RESET);
            server.start();

            assertThat(server.api()
                            .with(alice.api().token())
                            .get("/api/auth/me")
                            .status())
                    .isEqualTo(401);
            assertThat(login(server, alice.email(), alice.password())).isEqualTo(401);
            Api back = server.api().signIn(alice.email(), RESET);
            assertThat(back.get("/api/accounts").status()).isEqualTo(200);
            assertThat(server.log()).contains("heliograph.admin.reset: " + alice.email() + " is an administrator");
            back.post("/api/auth/password", "{\"current_password\":\"" + RESET + "\",\"new_password\":\"" + OWN + "\"}")
                    .data();

            server.close();
            server.start();

            assertThat(login(server, alice.email(), RESET)).isEqualTo(401);
            assertThat(login(server, alice.email(), OWN)).isEqualTo(200);
            assertThat(server.log()).contains("heliograph.admin.reset for " + alice.email() + " was done at");

            server.close();
            server.configure("HELIOGRAPH_ADMIN_RESET", "bob@example.org");
            server.start();

            assertThat(server.api()
                            .signIn("bob@example.org", RESET)
                            .get("/api/accounts")
                            .list())
                    .hasSize(3);
            assertThat(login(server, alice.email(), OWN)).isEqualTo(200);
            assertThat(server.log()).contains("created the administrator bob@example.org");
            assertThat(server.api()
                            .signIn("bob@example.org", RESET)
                            .get("/api/audit?action=account.by-setting")
                            .list()
                            .getValuesAs(row -> row.asJsonObject().getString("target_name")))
                    .containsExactly("bob@example.org", alice.email(), "carol@example.org");
            assertThat(server.log()).doesNotContain(FIRST, alice.password(), RESET, OWN);
        }
    }

    private static Fleet theFirstHasAnOrganisation(Server server) {
        Api carol = server.api().signIn("carol@example.org", FIRST);
        assertThat(carol.get("/api/accounts").list()).hasSize(1);
        JsonObject me = carol.get("/api/auth/me").data();
        assertThat(me.toString()).contains("\"Default\"", "\"owner\"");
        return new Fleet(
                carol, me.getJsonArray("organizations").getJsonObject(0).getString("id"));
    }

    /** A member whose sign-in is paused. */
    private static InvitedUser lockedOut(Fleet fleet) {
        InvitedUser person = InvitedUser.join(fleet, "member");
        Server server = fleet.admin().server();
        for (int attempt = 0; attempt < 10; attempt++) {
            login(server, person.email(), "wrong");
        }
        assertThat(login(server, person.email(), person.password())).isEqualTo(429);
        return person;
    }

    @Test
    void aResetWithoutAStrongPasswordStopsTheDeploymentWithASentence() {
        Map<String, String> weak = Map.of(
                "HELIOGRAPH_DEMO", "false",
                "HELIOGRAPH_ADMIN_RESET", "alice@example.org",
                "HELIOGRAPH_ADMIN_PASSWORD", "short");

        assertThatThrownBy(() -> Server.start("adminreset-weak", weak))
                .hasMessageContaining(
                        "heliograph.admin.password must have 10 characters or more when heliograph.admin.reset is set");
    }
}
