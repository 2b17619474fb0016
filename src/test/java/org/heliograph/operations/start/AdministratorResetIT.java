package org.heliograph.operations.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.Authenticator;
import org.heliograph.testing.FakeMailServer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;

/** The operator of the server gets in when no administrator can. */
class AdministratorResetIT {
    private static final String FIRST = "the-first-password";
    private static final String RESET = "the-password-of-the-reset";
    private static final String OWN = "the-own-password-of-the-administrator";

    /** A mail session of the server: WildFly's own, and one of the domain of the tests, whose port is in the environment. */
    private static final String MAIL_SESSION =
            System.getProperty("heliograph.server", "wildfly").equals("payara")
                    ? "mail/heliograph"
                    : "java:jboss/mail/Default";

    private static int login(Server server, String email, String password) {
        return server.api().login(email, password).status();
    }

    /** One server that is started four times: each start takes longer than the rest of a test. */
    @Test
    void aResetMakesTheFirstAdministratorOrANewOneOrLetsOneInOnceAndARestartChangesNothing() {
        try (FakeMailServer mail = new FakeMailServer(null);
                Server server = Server.start(
                        "adminreset",
                        Map.of(
                                "HELIOGRAPH_DEMO", "false",
                                "HELIOGRAPH_ADMIN_RESET", "carol@example.org",
                                "HELIOGRAPH_ADMIN_PASSWORD", FIRST))) {
            Fleet fleet = theFirstHasAnOrganisation(server);
            InvitedUser squatter = InvitedUser.join(fleet, "admin");
            String kept = InvitedUser.invite(
                            new Fleet(squatter.api(), fleet.organization()), InvitedUser.newEmail(), "admin")
                    .data()
                    .getString("token");
            InvitedUser alice = lockedOut(fleet);
            withSecondFactor(alice);
            InvitedUser dave = InvitedUser.join(fleet, "member");

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
            server.configure("HELIOGRAPH_MAIL_SESSION", MAIL_SESSION);
            server.configure("JBOSS_MAIL_SERVER_PORT", "" + mail.port());
            server.configure("HELIOGRAPH_MAIL_FROM", "fleet@example.org");
            server.configure("HELIOGRAPH_PUBLIC_URL", "https://fleet.example.org");
            server.configure("HELIOGRAPH_LOGIN_FACTOR_REQUIRED", "admins");
            server.start();

            Api bob = anAdministratorSetsARequiredSecondFactorUp(server);
            assertThat(bob.get("/api/accounts").list()).hasSize(5);
            assertThat(login(server, alice.email(), OWN)).isEqualTo(200);
            assertThat(server.log()).contains("created the administrator bob@example.org");
            assertThat(bob.get("/api/audit?action=account.by-setting")
                            .list()
                            .getValuesAs(row -> row.asJsonObject().getString("target_name")))
                    .containsExactly("bob@example.org", alice.email(), "carol@example.org", "carol@example.org");
            aForgottenPasswordIsSetByMail(server, mail, dave, bob);
            anInvitationByMailProvesTheAddress(server, mail, squatter, bob);
            assertThat(InvitedUser.accept(server, kept, OWN).outcome()).isEqualTo("401 INVALID_INVITATION");
            assertThat(server.log()).doesNotContain(FIRST, alice.password(), RESET, OWN);
        }
    }

    private static void withSecondFactor(InvitedUser person) {
        Authenticator app = new Authenticator(person.api()
                .post("/api/auth/factor", "{\"current_password\":\"" + person.password() + "\"}")
                .data()
                .getString("secret"));
        person.api()
                .post("/api/auth/factor/confirm", "{\"code\":\"" + app.code() + "\"}")
                .data();
    }

    private static Api anAdministratorSetsARequiredSecondFactorUp(Server server) {
        JsonObject asked = server.api().login("bob@example.org", RESET).data();
        assertThat(asked.getBoolean("setup")).isTrue();
        String challenge = "{\"challenge\":\"" + asked.getString("challenge") + "\"";
        Authenticator app = new Authenticator(server.api()
                .post("/api/auth/challenge/factor", challenge + "}")
                .data()
                .getString("secret"));
        JsonObject signedIn = server.api()
                .post("/api/auth/challenge", challenge + ",\"code\":\"" + app.code() + "\"}")
                .data();
        assertThat(signedIn.getJsonArray("recovery_codes")).hasSize(10);
        Api bob = server.api().with(signedIn.getString("token"));
        assertThat(bob.post(
                                "/api/auth/factor/off",
                                "{\"code\":\""
                                        + signedIn.getJsonArray("recovery_codes")
                                                .getString(0) + "\"}")
                        .outcome())
                .isEqualTo("409 FACTOR_REQUIRED");
        return bob;
    }

    private static void aForgottenPasswordIsSetByMail(Server server, FakeMailServer mail, InvitedUser person, Api bob) {
        assertThat(server.api().get("/api/config").data().getBoolean("reset_by_mail"))
                .isTrue();
        aRequestEndsNoLinkOfAnAdministrator(server, person, bob);
        String unknown = InvitedUser.newEmail();
        Answer forUnknown = askForLink(server, unknown);
        Answer forKnown = askForLink(server, person.email().toUpperCase(Locale.ROOT));
        assertThat(forKnown.text()).isEqualTo(forUnknown.text());
        assertThat(forKnown.status()).isEqualTo(200);

        String text = mail.next();
        assertThat(text).contains("To: <" + person.email() + ">").doesNotContain(unknown);
        String reset = "{\"token\":\"" + token(text, "reset") + "\",\"new_password\":\"the-password-of-the-mailbox\"}";
        await().until(() -> acts(bob, "outcome=done&search=" + person.email(), "password.reset-request")
                        .size()
                == 1);
        askForLink(server, person.email());
        await().untilAsserted(() -> assertThat(acts(bob, "outcome=failed", "password.reset-request"))
                .extracting(row -> row.getString("reason"))
                .containsExactlyInAnyOrder("LINK_EXISTS", "NO_ACCOUNT", "RATE_LIMITED"));

        assertThat(server.api().post("/api/auth/reset", reset).data()).containsKey("token");
        assertThat(server.api().post("/api/auth/reset", reset).outcome()).isEqualTo("401 INVALID_RESET_LINK");
        assertThat(login(server, person.email(), person.password())).isEqualTo(401);
        assertThat(verified(bob, person.email())).isTrue();
        anAddressThatItsHolderNamedGetsNoLink(server, mail, person, bob);
    }

    private static void anAddressThatItsHolderNamedGetsNoLink(
            Server server, FakeMailServer mail, InvitedUser person, Api bob) {
        String named = InvitedUser.newEmail();
        String password = "the-password-of-the-mailbox";
        String token = server.api().login(person.email(), password).data().getString("token");
        String change = "{\"email\":\"" + named + "\",\"current_password\":\"" + password + "\"}";
        assertThat(server.api().with(token).patch("/api/auth/account", change).status())
                .isEqualTo(200);
        assertThat(mail.next()).contains("To: <" + person.email() + ">").doesNotContain("#token=");

        askForLink(server, named);

        await().untilAsserted(() -> assertThat(acts(bob, "outcome=failed", "password.reset-request"))
                .extracting(row -> row.getString("reason"))
                .contains("ADDRESS_NOT_PROVED"));
    }

    private static void aRequestEndsNoLinkOfAnAdministrator(Server server, InvitedUser person, Api bob) {
        String link = bob.post("/api/accounts/" + person.id() + "/reset-link", null)
                .data()
                .getString("token");
        askForLink(server, person.email());
        await().until(() ->
                acts(bob, "outcome=failed", "password.reset-request").size() == 1);
        String reset = "{\"token\":\"" + link + "\",\"new_password\":\"the-password-of-the-link\"}";
        assertThat(server.api().post("/api/auth/reset", reset).data()).containsKey("token");
    }

    private static Answer askForLink(Server server, String email) {
        return server.api().post("/api/auth/reset/request", "{\"email\":\"" + email + "\"}");
    }

    private static void anInvitationByMailProvesTheAddress(
            Server server, FakeMailServer mail, InvitedUser squatter, Api bob) {
        String id = createOrganisation(bob, squatter.email())
                .data()
                .getJsonObject("organization")
                .getString("id");
        assertThat(squatter.api().get("/api/members?org_id=" + id).status()).isEqualTo(403);
        assertThat(verified(bob, squatter.email())).isFalse();

        Answer accepted = InvitedUser.accept(server, token(mail.next()), "the-password-of-the-holder");

        assertThat(accepted.data().getJsonArray("organizations").toString()).contains(id);
        assertThat(verified(bob, squatter.email())).isTrue();
        assertThat(login(server, squatter.email(), squatter.password())).isEqualTo(401);
        assertThat(login(server, squatter.email(), "the-password-of-the-holder"))
                .isEqualTo(200);
        await().until(() -> squatter.api().get("/api/auth/me").status() == 401);

        String email = InvitedUser.newEmail();
        JsonObject invitation = createOrganisation(bob, email).data().getJsonObject("invitation");
        assertThat(invitation.keySet()).containsExactly("invitation_id", "email", "role", "sent", "expires_at");
        String text = mail.next();
        assertThat(text).contains("bob@example.org) invites you to join", "as owner", "The invitation is for " + email);
        InvitedUser.accept(server, token(text), "another-long-password").data();
        assertThat(verified(bob, email)).isTrue();

        aMailThatIsNotTakenLeavesAllAsItWas(server, mail, bob);
    }

    private static void aMailThatIsNotTakenLeavesAllAsItWas(Server server, FakeMailServer mail, Api bob) {
        String organization = bob.post(
                        "/api/organizations", "{\"name\":\"Undelivered\",\"owner_email\":\"bob@example.org\"}")
                .data()
                .getJsonObject("organization")
                .getString("id");
        Fleet fleet = new Fleet(bob, organization);
        String email = InvitedUser.newEmail();
        InvitedUser.invite(fleet, email, "member").data();
        String earlier = token(mail.next());
        mail.refuse("RCPT");

        assertThat(createOrganisation(bob, email).outcome()).isEqualTo("503 MAIL_FAILED");
        assertThat(InvitedUser.invite(fleet, email, "admin").outcome()).isEqualTo("503 MAIL_FAILED");

        mail.refuse("nothing");
        await().untilAsserted(() -> assertThat(acts(bob, "outcome=failed", "member.add")
                                .size()
                        + acts(bob, "outcome=failed", "organization.create").size())
                .isEqualTo(2));
        assertThat(acts(bob, "outcome=failed", "member.add").get(0).getString("reason"))
                .isEqualTo("MAIL_FAILED");
        assertThat(acts(bob, "search=" + Api.escape(email), "member.add")).hasSize(2);
        InvitedUser.accept(server, earlier, "the-password-of-the-invited").data();
        String other = InvitedUser.newEmail();
        for (int sent = 0; sent < 5; sent++) {
            InvitedUser.invite(fleet, other, "member").data();
        }
        Answer limited = InvitedUser.invite(fleet, other, "member");
        assertThat(limited.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(Long.parseLong(limited.header("Retry-After"))).isBetween(3_000L, 3_600L);
    }

    private static List<JsonObject> acts(Api admin, String filter, String action) {
        return admin.get("/api/audit?action=" + action + "&" + filter).list().getValuesAs(JsonObject.class);
    }

    private static Answer createOrganisation(Api admin, String owner) {
        return admin.post("/api/organizations", "{\"name\":\"Mailed\",\"owner_email\":\"" + owner + "\"}");
    }

    private static boolean verified(Api admin, String email) {
        return admin.get("/api/accounts?search=" + Api.escape(email))
                .list()
                .getJsonObject(0)
                .getBoolean("email_verified");
    }

    private static String token(String mail) {
        return token(mail, "invitation");
    }

    private static String token(String mail, String page) {
        String link = "https://fleet.example.org/" + page + "#token=";
        int begin = mail.indexOf(link);
        assertThat(begin).as(mail).isPositive();
        return mail.substring(begin + link.length()).lines().findFirst().orElseThrow();
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
                        "heliograph.admin.password is too weak for heliograph.admin.reset: A password needs 12 characters or more.");
    }
}
