package org.heliograph.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInServiceIT {
    private final Server server = Server.shared();
    private final Api api = server.api();

    @Test
    void aSignInAnswersTokensUserAndOrganizations() {
        Answer answer = api.login("alice@acme.test", TestSettings.PASSWORD);

        JsonObject data = answer.data();
        assertThat(data.keySet()).containsExactly("token", "refresh_token", "expires_in", "user", "organizations");
        assertThat(data.getInt("expires_in")).isEqualTo(3600);
        assertThat(data.getJsonObject("user").keySet()).containsExactly("id", "email", "name", "role");
        assertThat(data.getJsonObject("user").getString("role")).isEqualTo("admin");
        JsonObject organization = data.getJsonArray("organizations").getJsonObject(0);
        assertThat(organization.keySet()).containsExactly("id", "name", "role");
        assertThat(organization.getString("id")).isEqualTo("acme");
        assertThat(organization.getString("role")).isEqualTo("owner");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theDemoAccountsHaveTheirRoles() {
        assertThat(organizations("bob@acme.test")).containsExactlyInAnyOrder("acme admin", "globex admin");
        assertThat(organizations("mallory@acme.test")).containsExactly("acme member");
        assertThat(organizations("carol@globex.test")).containsExactly("globex owner");
    }

    @Test
    void anAddressMayBeWrittenInAnyCase() {
        assertThat(api.login("Alice@ACME.test", TestSettings.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        Answer wrong = api.login("alice@acme.test", "not-her-password");
        Answer unknown = api.login("nobody@acme.test", "not-her-password");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        server.as("alice@acme.test");
    }

    @Test
    void anOldTokenThatIsSentAlongDoesNotDisturbASignIn() {
        assertThat(api.with("an-old-token")
                        .login("alice@acme.test", TestSettings.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"alice@acme.test\"}",
                "{\"password\":\"heliograph-demo\"}",
                "{\"email\":null,\"password\":\"heliograph-demo\"}"
            })
    void aMissingFieldIsNamed(String body) {
        assertThat(api.post("/api/auth/login", body).outcome()).isEqualTo("400 MISSING_FIELDS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":7,\"password\":\"x\"}",
                "{\"email\":\"alice@acme.test\",\"password\":{}}",
                "{\"email\":\"alice@acme.test\",\"password\":[\"heliograph-demo\"]}",
                "{\"email\":\"a\\u0000@acme.test\",\"password\":\"x\"}"
            })
    void aFieldOfTheWrongFormIsNamed(String body) {
        assertThat(api.post("/api/auth/login", body).outcome()).isEqualTo("400 INVALID_FIELD");
    }

    @Test
    void sqlInTheAddressIsJustAnUnknownAddress() {
        assertThat(api.login("' or '1'='1' --", "heliograph-demo").status()).isEqualTo(401);
    }

    @Test
    void tenFailuresLockTheAccountEvenForTheRightPassword() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        // one before a success, which does not count any more then
        api.login(person.email(), "wrong");
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(api.login(person.email(), "wrong-" + i).status()).isEqualTo(401);
        }

        Answer locked = api.login(person.email(), person.password());
        assertThat(locked.status()).isEqualTo(429);
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 15 * 60 + 1);
        assertThat(api.login("alice@acme.test", TestSettings.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoIsSignedInCanAskWhoTheyAre() {
        JsonObject me = server.as("bob@acme.test").get("/api/auth/me").data();

        assertThat(me.getJsonObject("user").getString("email")).isEqualTo("bob@acme.test");
        assertThat(me.getJsonArray("organizations")).hasSize(2);
        assertThat(api.get("/api/auth/me").outcome()).isEqualTo("401 UNAUTHORIZED");
    }

    private java.util.List<String> organizations(String email) {
        return server.as(email).get("/api/organizations").list().getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("id").matches("acme|globex"))
                .map(row -> row.getString("id") + " " + row.getString("role"))
                .toList();
    }
}
