package org.heliograph.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
    void tenFailuresPauseSignInFromUnknownDevicesWhetherOrNotTheAddressHasAnAccount() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        // one before a success, which does not count any more then
        api.login(person.email(), "wrong");
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
        String nobody = InvitedUser.newEmail();
        for (int i = 0; i < 10; i++) {
            Answer known = api.login(person.email(), "wrong-" + i);
            Answer unknown = api.login(nobody, "wrong-" + i);
            assertThat(known.status()).isEqualTo(401);
            assertThat(alike(known)).isEqualTo(alike(unknown));
        }

        Answer locked = api.login(person.email(), person.password());
        Answer unknown = api.login(nobody, person.password());
        assertThat(locked.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(alike(locked)).isEqualTo(alike(unknown));
        assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 15 * 60 + 1);
        assertThat(Integer.parseInt(unknown.header("Retry-After"))).isBetween(1, 15 * 60 + 1);
        assertThat(api.login("alice@acme.test", TestSettings.PASSWORD).status()).isEqualTo(200);
    }

    /** Everything in an answer that could tell whether there is an account, but for the times. */
    private static String alike(Answer answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.response().headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("date") || name.equalsIgnoreCase("retry-after"));
        return answer.status() + " " + headers + " " + answer.text();
    }

    @Test
    void aKnownDeviceSignsInWhileStrangersKeepTheAccountLocked() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        Answer first = api.login(person.email(), person.password());
        String cookie = first.header("Set-Cookie");
        assertThat(cookie)
                .matches("heliograph_device=hgd-[A-Za-z0-9_-]{43}; Path=/api/auth; Max-Age=15552000; HttpOnly;"
                        + " SameSite=Strict");
        lock(person.email());
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(429);

        String device = cookie.substring(0, cookie.indexOf(';'));
        Answer again = api.login(person.email(), person.password(), "Cookie", device);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Set-Cookie")).startsWith(device);
        // it does not open the account to strangers, nor other accounts to this device
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(429);
        InvitedUser other = InvitedUser.join(Fleet.acme(), "member");
        lock(other.email());
        assertThat(api.login(other.email(), other.password(), "Cookie", device).status())
                .isEqualTo(429);
    }

    @Test
    void aClientWithoutCookiesKeepsItsDeviceTokenInAHeader() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        Answer first = api.login(person.email(), person.password(), "X-Heliograph-Device", "new");
        String token = first.header("X-Heliograph-Device");
        assertThat(token).startsWith("hgd-");
        assertThat(first.header("Set-Cookie")).isNull();
        lock(person.email());

        assertThat(api.login(person.email(), person.password(), "X-Heliograph-Device", token)
                        .status())
                .isEqualTo(200);
        assertThat(api.login(person.email(), person.password(), "X-Heliograph-Device", "new")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aDeviceWithTenFailuresIsForgotten() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        String token = device(person);
        for (int i = 0; i < 10; i++) {
            assertThat(api.login(person.email(), "wrong", "X-Heliograph-Device", token)
                            .status())
                    .isEqualTo(401);
        }

        // the failures of the device are not those of strangers
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
        lock(person.email());
        assertThat(api.login(person.email(), person.password(), "X-Heliograph-Device", token)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aPersonHasALimitedNumberOfDevicesAndThoseThatComeBackStay() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        String token = device(person);
        api.login(person.email(), person.password(), "X-Heliograph-Device", token);
        for (int i = 0; i < 25; i++) {
            assertThat(api.login(person.email(), person.password()).status()).isEqualTo(200);
        }

        JsonArray devices = person.api()
                .send("GET", "/api/auth/devices", null, "X-Heliograph-Device", token)
                .list();

        assertThat(devices).hasSize(20);
        assertThat(devices.getValuesAs(JsonObject.class))
                .filteredOn(device -> device.getBoolean("current"))
                .hasSize(1);
    }

    @Test
    void parallelGoodSignInsNeverLockTheAccount() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        for (int wave = 0; wave < 3; wave++) {
            List<CompletableFuture<Answer>> all = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> api.login(person.email(), person.password())))
                    .limit(10)
                    .toList();
            assertThat(all)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        }
    }

    @Test
    void parallelWrongPasswordsAreCountedEachAndALateRightOneDoesNotCount() {
        InvitedUser person = InvitedUser.join(Fleet.acme(), "member");
        AtomicInteger checked = new AtomicInteger();
        for (int wave = 0; wave < 2; wave++) {
            List<CompletableFuture<Answer>> all = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> api.login(person.email(), "wrong")))
                    .limit(10)
                    .toList();
            all.forEach(answer -> checked.addAndGet(answer.join().status() == 401 ? 1 : 0));
        }

        assertThat(checked).hasValue(10);
        assertThat(api.login(person.email(), person.password()).status()).isEqualTo(429);
    }

    private String device(InvitedUser person) {
        return api.login(person.email(), person.password(), "X-Heliograph-Device", "new")
                .header("X-Heliograph-Device");
    }

    private void lock(String email) {
        for (int i = 0; i < 10; i++) {
            api.login(email, "wrong-" + i);
        }
    }

    @Test
    void whoIsSignedInCanAskWhoTheyAre() {
        JsonObject me = server.as("bob@acme.test").get("/api/auth/me").data();

        assertThat(me.getJsonObject("user").getString("email")).isEqualTo("bob@acme.test");
        assertThat(me.getJsonArray("organizations")).hasSize(2);
        assertThat(api.get("/api/auth/me").outcome()).isEqualTo("401 UNAUTHORIZED");
    }

    private List<String> organizations(String email) {
        return server.as(email).get("/api/organizations").list().getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("id").matches("acme|globex"))
                .map(row -> row.getString("id") + " " + row.getString("role"))
                .toList();
    }
}
