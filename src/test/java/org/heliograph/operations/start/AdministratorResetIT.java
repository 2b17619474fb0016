package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.heliograph.testing.Api;
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

    @Test
    void aNamedAdministratorGetsANewPasswordOnceAndARestartChangesNothing() {
        try (Server server = Server.start(
                "adminreset",
                Map.of(
                        "HELIOGRAPH_DEMO", "false",
                        "HELIOGRAPH_ADMIN_EMAIL", "alice@example.org",
                        "HELIOGRAPH_ADMIN_PASSWORD", FIRST))) {
            Api alice = server.api().signIn("alice@example.org", FIRST);
            for (int attempt = 0; attempt < 10; attempt++) {
                login(server, "alice@example.org", "wrong");
            }
            assertThat(login(server, "alice@example.org", FIRST)).isEqualTo(429);

            server.close();
            server.configure("HELIOGRAPH_ADMIN_RESET", "Alice@Example.org");
            server.configure("HELIOGRAPH_ADMIN_PASSWORD", RESET);
            server.start();

            assertThat(server.api().with(alice.token()).get("/api/auth/me").status())
                    .isEqualTo(401);
            assertThat(login(server, "alice@example.org", FIRST)).isEqualTo(401);
            Api back = server.api().signIn("alice@example.org", RESET);
            assertThat(back.get("/api/accounts").status()).isEqualTo(200);
            assertThat(server.log()).contains("heliograph.admin.reset: alice@example.org is an administrator");
            back.post("/api/auth/password", "{\"current_password\":\"" + RESET + "\",\"new_password\":\"" + OWN + "\"}")
                    .data();

            server.close();
            server.start();

            assertThat(login(server, "alice@example.org", RESET)).isEqualTo(401);
            assertThat(login(server, "alice@example.org", OWN)).isEqualTo(200);
            assertThat(server.log()).contains("heliograph.admin.reset for alice@example.org was done at");

            server.close();
            server.configure("HELIOGRAPH_ADMIN_RESET", "bob@example.org");
            server.start();

            assertThat(server.api()
                            .signIn("bob@example.org", RESET)
                            .get("/api/accounts")
                            .list())
                    .hasSize(2);
            assertThat(login(server, "alice@example.org", OWN)).isEqualTo(200);
            assertThat(server.log()).contains("created the administrator bob@example.org");
            assertThat(server.log()).doesNotContain(FIRST, RESET, OWN);
        }
    }

    @Test
    void aResetOfADatabaseWithoutAccountsMakesTheFirstAdministratorWithAnOrganisation() {
        try (Server server = Server.start(
                "adminreset-first",
                Map.of(
                        "HELIOGRAPH_DEMO", "false",
                        "HELIOGRAPH_ADMIN_RESET", "alice@example.org",
                        "HELIOGRAPH_ADMIN_PASSWORD", RESET))) {
            Api alice = server.api().signIn("alice@example.org", RESET);

            assertThat(alice.get("/api/accounts").list()).hasSize(1);
            assertThat(alice.get("/api/auth/me").text()).contains("\"Default\"", "\"owner\"");
        }
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
