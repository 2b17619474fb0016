package org.heliograph.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.FakeProvider;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stranger may send to a server with an OpenID Connect provider, and what becomes of accounts. */
class OidcIT {
    private static final FakeProvider PROVIDER = new FakeProvider();
    /** As providers and proxies do; an upgrade to HTTP/2 with a body is not read by Payara. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Server server;
    private final String person = UUID.randomUUID().toString();
    private String cookie = "";

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("HELIOGRAPH_PUBLIC_URL", "http://127.0.0.1:9");
        settings.put("HELIOGRAPH_OIDC_ISSUER", PROVIDER.issuer());
        settings.put("HELIOGRAPH_OIDC_CLIENT_ID", FakeProvider.CLIENT);
        settings.put("HELIOGRAPH_OIDC_CLIENT_SECRET", FakeProvider.SECRET);
        settings.put("HELIOGRAPH_OIDC_GROUPS", "ops=acme:admin;leads=acme:owner;staff=globex:member");
        settings.put("HELIOGRAPH_OIDC_ROLES", "root=admin");
        settings.put("HELIOGRAPH_OIDC_TIMEOUT", "PT2S");
        server = Server.start("oidc", settings);
    }

    @AfterAll
    static void stop() {
        server.close();
        PROVIDER.close();
    }

    private Answer send(String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").stream()
                    .filter(value -> value.startsWith("heliograph_sign_in="))
                    .forEach(value -> cookie = value.substring(0, value.indexOf(';')));
            return new Answer(response);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Map<String, String> begin() {
        Answer started = send("/api/auth/oidc/start", "application/json", "");
        assertThat(started.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Strict");
        return PROVIDER.authorize(started.data().getString("url"));
    }

    private Answer complete(Map<String, String> back) {
        var body = Json.createObjectBuilder();
        back.forEach(body::add);
        return send("/api/auth/oidc", "application/json", body.build().toString());
    }

    private Answer signIn(String... groups) {
        return signIn(claims -> claims.setStringListClaim("groups", groups));
    }

    private Answer signIn(java.util.function.Consumer<JwtClaims> more) {
        PROVIDER.signsIn(claims -> {
            claims.setSubject(person);
            claims.setStringClaim("sid", "s-" + person);
            claims.setStringClaim("email", person + "@acme.test");
            claims.setClaim("email_verified", true);
            claims.setStringClaim("name", "Alice");
            more.accept(claims);
        });
        return complete(begin());
    }

    private static String roleIn(String organization, Answer signedIn) {
        return signedIn.data().getJsonArray("organizations").stream()
                .map(JsonValue::asJsonObject)
                .filter(one -> one.getString("id").equals(organization))
                .findFirst()
                .orElseThrow()
                .getString("role");
    }

    private static int statusOfMe(Answer signedIn) {
        return server.api()
                .with(signedIn.data().getString("token"))
                .get("/api/auth/me")
                .status();
    }

    private Answer logout(String token) {
        return send(
                "/api/auth/oidc/logout",
                "application/x-www-form-urlencoded",
                "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    @Test
    void aSignInWorksInItsOwnBrowserOnceAndOnlyThere() {
        Map<String, String> back = begin();
        String own = cookie;
        cookie = "";
        assertThat(complete(back).outcome()).contains("UNKNOWN_SIGN_IN");
        cookie = "heliograph_sign_in=" + "A".repeat(43);
        assertThat(complete(back).outcome()).contains("UNKNOWN_SIGN_IN");

        cookie = own;
        PROVIDER.signsIn(claims -> {
            claims.setSubject(person);
            claims.setStringListClaim("groups", "ops");
        });
        assertThat(complete(back).status()).isEqualTo(200);
        assertThat(complete(back).outcome()).contains("UNKNOWN_SIGN_IN");
    }

    @Test
    void theErrorOfTheProviderIsTextOfASignInThatBeganHere() {
        Map<String, String> refused = new HashMap<>(begin());
        refused.remove("code");
        refused.put("error", "access_denied");
        refused.put("error_description", "<script>alert(1)</script>");

        assertThat(complete(refused).json().getJsonObject("error").getString("message"))
                .isEqualTo("The sign-in service refused: access_denied: <script>alert(1)</script>");
        cookie = "";
        assertThat(complete(refused).text()).doesNotContain("access_denied");
    }

    @Test
    void whoLeavesAGroupLosesWhatItGaveAndKeepsWhatWasGivenHere() {
        String invitation = "{\"org_id\":\"acme\",\"email\":\"" + person + "@acme.test\",\"role\":\"member\"}";
        String link = server.as("alice@acme.test")
                .post("/api/members", invitation)
                .data()
                .getString("token");
        Answer first = signIn("ops", "root");
        assertThat(first.text()).contains("\"id\":\"acme\"").contains("\"role\":\"admin\"");
        assertThat(first.data().getJsonObject("user").getString("role")).isEqualTo("admin");
        assertThat(statusOfMe(first)).isEqualTo(200);

        Answer second = signIn("staff");

        assertThat(second.data().getJsonArray("organizations").toString())
                .contains("globex")
                .doesNotContain("acme");
        assertThat(second.data().getJsonObject("user").getString("role")).isEqualTo("user");
        assertThat(InvitedUser.accept(server, link, "a-long-password-1").outcome())
                .isEqualTo("401 INVALID_INVITATION");
        assertThat(signIn("nothing").data().getJsonArray("organizations")).isEmpty();
    }

    @Test
    void anAddressThatTheProviderChangesIsInTheAuditLog() {
        signIn("ops").data();
        String moved = "moved-" + person + "@acme.test";

        Answer second = signIn(claims -> {
            claims.setStringListClaim("groups", "ops");
            claims.setStringClaim("email", moved);
        });

        assertThat(second.data().getJsonObject("user").getString("email")).isEqualTo(moved);
        assertThat(server.as("alice@acme.test")
                        .get("/api/audit?action=account.update&search=" + moved)
                        .text())
                .contains("\"before\":{\"email\":\"" + person + "@acme.test\"}");
    }

    @Test
    void aPersonWhomNoGroupNamesGetsNoAccountAndADisabledOneNoSession() {
        assertThat(signIn("nothing").outcome()).contains("NO_ACCOUNT");

        JsonObject user = signIn("ops").data().getJsonObject("user");
        server.as("alice@acme.test").patch("/api/accounts/" + user.getString("id"), "{\"disabled\":true}");
        assertThat(signIn("ops").outcome()).contains("ACCOUNT_DISABLED");
    }

    @Test
    void anAddressThatHasAnAccountIsLinkedWhenAnAdministratorHasLetIt() {
        Answer existing = signIn(claims -> claims.setStringClaim("email", "bob@acme.test"));
        assertThat(existing.outcome()).contains("ACCOUNT_EXISTS");

        String bob = server.as("bob@acme.test")
                .get("/api/auth/me")
                .data()
                .getJsonObject("user")
                .getString("id");
        assertThat(server.as("alice@acme.test")
                        .post("/api/accounts/" + bob + "/oidc-link", "{}")
                        .status())
                .isEqualTo(200);
        Answer linked = signIn(claims -> claims.setStringClaim("email", "bob@acme.test"));

        assertThat(linked.data().getJsonObject("user").getString("id")).isEqualTo(bob);
        assertThat(acts("account.link-permit", bob)).isNotEmpty();
        assertThat(roleIn("acme", linked)).isEqualTo("admin");
        assertThat(roleIn("acme", signIn("leads"))).isEqualTo("owner");
        // what was given here by hand is there again
        assertThat(roleIn("acme", signIn("staff"))).isEqualTo("admin");
    }

    @Test
    void anAddressThatItsHolderNamedLinksNoPersonWhoHasIt() {
        InvitedUser bob = InvitedUser.join(Fleet.acme(server), "member");
        Api alice = server.as("alice@acme.test");
        String link = "/api/accounts/" + bob.id() + "/oidc-link";
        assertThat(alice.post(link, "{}").status()).isEqualTo(200);
        String named = InvitedUser.newEmail();

        assertThat(bob.api()
                        .patch(
                                "/api/auth/account",
                                "{\"email\":\"" + named + "\",\"current_password\":\"" + bob.password() + "\"}")
                        .status())
                .isEqualTo(200);

        assertThat(signIn(claims -> claims.setStringClaim("email", named)).outcome())
                .contains("ACCOUNT_EXISTS");
        assertThat(alice.post(link, "{}").outcome()).isEqualTo("409 ADDRESS_NOT_PROVED");
    }

    /** The rows of the audit log about an act that was done to an account. */
    private List<JsonObject> acts(String action, String account) {
        return server
                .as("alice@acme.test")
                .get("/api/audit?outcome=done&action=" + action)
                .list()
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(row -> row.getString("target_id", "").endsWith(account))
                .toList();
    }

    @Test
    void anAdministratorByHandStaysOneAfterLeavingTheGroupOfAdministrators() {
        String id = signIn("ops").data().getJsonObject("user").getString("id");
        server.as("alice@acme.test").patch("/api/accounts/" + id, "{\"role\":\"admin\"}");
        signIn("ops", "root");

        assertThat(signIn("ops").data().getJsonObject("user").getString("role")).isEqualTo("admin");
    }

    private Answer link(Answer holder, String password) {
        PROVIDER.signsIn(claims -> claims.setSubject(person));
        var body = Json.createObjectBuilder().add("current_password", password);
        begin().forEach(body::add);
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/auth/oidc/link"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + holder.data().getString("token"))
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(body.build().toString()))
                .build();
        try {
            return new Answer(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void aHolderLinksWithThePasswordAndTheEndOfTheLinkEndsItsSessionsAndRights() {
        Answer holder = server.api().login("carol@globex.test", "heliograph-demo");
        assertThat(link(holder, "not-the-password").outcome()).contains("WRONG_PASSWORD");
        assertThat(link(holder, "heliograph-demo").status()).isEqualTo(200);
        Answer session = signIn("ops", "root");
        assertThat(session.data().getJsonObject("user").getString("email")).isEqualTo("carol@globex.test");
        Answer again = server.api().login("carol@globex.test", "heliograph-demo");
        Api own = server.api().with(again.data().getString("token"));
        assertThat(own.get("/api/auth/oidc/link").data().getBoolean("removable"))
                .isTrue();
        // an administrator by a group does not demote the own account
        assertThat(own.delete("/api/auth/oidc/link").outcome()).contains("OWN_ACCOUNT");
        assertThat(statusOfMe(session)).isEqualTo(200);
        String carol = session.data().getJsonObject("user").getString("id");

        assertThat(server.as("alice@acme.test")
                        .delete("/api/accounts/" + carol + "/oidc-link")
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(2)).until(() -> statusOfMe(session) == 401);
        Answer after = server.api().login("carol@globex.test", "heliograph-demo");
        assertThat(after.data().getJsonObject("user").getString("role")).isEqualTo("user");
        assertThat(after.text()).doesNotContain("\"acme\"");
        assertThat(acts("account.link", carol)).isNotEmpty();
        assertThat(acts("account.unlink", carol)).isNotEmpty();
    }

    @Test
    void aPermissionMovesTheLinkOfAnAccountToAnotherPerson() {
        JsonObject user = signIn("ops").data().getJsonObject("user");
        server.as("alice@acme.test").post("/api/accounts/" + user.getString("id") + "/oidc-link", "{}");

        Answer moved = signIn(claims -> {
            claims.setSubject("other-" + person);
            claims.setStringListClaim("groups", "staff");
        });

        assertThat(moved.data().getJsonObject("user").getString("id")).isEqualTo(user.getString("id"));
        assertThat(moved.data().getJsonArray("organizations").toString())
                .contains("globex")
                .doesNotContain("acme");
        assertThat(signIn("ops").outcome()).contains("ACCOUNT_EXISTS");
    }

    @Test
    void aLogoutTokenEndsTheSessionOnceAndAForgedOneNothing() {
        Answer session = signIn("ops");
        assertThat(logout("a.b.c").status()).isEqualTo(400);
        assertThat(logout(PROVIDER.sign(claims -> claims.setSubject(person))).status())
                .isEqualTo(400);
        assertThat(statusOfMe(session)).isEqualTo(200);

        String token = PROVIDER.logoutToken("s-" + person, null);
        Answer ended = logout(token);

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.header("Cache-Control")).contains("no-store");
        await().atMost(Duration.ofSeconds(2)).until(() -> statusOfMe(session) == 401);
        Answer replayed = logout(token);
        assertThat(replayed.status()).isEqualTo(400);
        assertThat(replayed.text()).contains("used before");
    }

    @Test
    void signingOutNamesTheAddressOfTheProviderAndOnlyForItsSessions() {
        Answer session = signIn("ops");
        String body = "{\"refresh_token\":\"" + session.data().getString("refresh_token") + "\"}";

        assertThat(server.api().post("/api/auth/logout", body).data().getString("logout_url"))
                .startsWith(PROVIDER.issuer() + "/logout?id_token_hint=ey");
        assertThat(statusOfMe(session)).isEqualTo(401);
        assertThat(server.api().post("/api/auth/logout", body).data()).isEmpty();
    }

    @Test
    void aProviderThatHangsHoldsUpNoPassword() {
        Map<String, String> back = begin();
        PROVIDER.hang();
        try {
            assertThat(complete(back).status()).isEqualTo(503);
            assertThat(server.api()
                            .login("carol@globex.test", "heliograph-demo")
                            .status())
                    .isEqualTo(200);
        } finally {
            PROVIDER.goOn();
        }
    }
}
