package org.heliograph.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditRow;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.ApiToken;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.InvitedUser;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.Tokens;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** What people do leaves rows, which owners and admins hear, find and export. */
class AuditIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    /**
     * Acts of the start, of deletions (AccountDeletionIT, OrganizationDeletionIT), on subscribers (SubscriptionIT), of a node that closes its sockets, of the console, of second factors and sessions, and with an OpenID Connect provider:
     * AdministratorResetIT, DrainIT, ConsoleIT, SecondFactorIT, OwnSessionsIT, OidcIT and KeycloakIT look for their rows.
     */
    private static final Set<AuditAction> ELSEWHERE = EnumSet.of(
            AuditAction.ACCOUNT_BY_SETTING,
            AuditAction.ACCOUNT_DELETE,
            AuditAction.ORGANIZATION_UPDATE,
            AuditAction.ORGANIZATION_DELETE,
            AuditAction.SUBSCRIBER_REMOVE,
            AuditAction.PASSWORD_RESET_REQUEST,
            AuditAction.FACTOR_ENABLE,
            AuditAction.FACTOR_DISABLE,
            AuditAction.FACTOR_RECOVERY_CODES,
            AuditAction.ACCOUNT_RESET_FACTOR,
            AuditAction.ACCOUNT_END_SESSIONS,
            AuditAction.ACCOUNT_LINK,
            AuditAction.ACCOUNT_LINK_PERMIT,
            AuditAction.ACCOUNT_UNLINK,
            AuditAction.NODE_DRAIN,
            AuditAction.NODE_UNDRAIN,
            AuditAction.SOCKET_DISCONNECT,
            AuditAction.TEST_EVENT,
            AuditAction.ANNOUNCEMENT_CREATE,
            AuditAction.ANNOUNCEMENT_DELETE);

    private static final int ACTS_WITH_A_TARGET = 36;

    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme();
    private final Api alice = acme.admin();
    private final Api bob = server.as("bob@acme.test");
    /** Ids of what a test has done something to. */
    private final Set<String> targets = new TreeSet<>();

    private final String since = Instant.now().minusMillis(5).toString();

    private static JsonArray find(Api reader, String query) {
        return reader.get("/api/audit?" + query).list();
    }

    private JsonObject row(Api reader, String query) {
        return await().atMost(SOON)
                .until(() -> find(reader, query + "&from=" + since), rows -> rows.size() == 1)
                .getJsonObject(0);
    }

    /** The rows of a file. A node may have other exports, and refuse one for a moment. */
    private String export(String query) {
        return await().atMost(SOON)
                .until(() -> alice.get("/api/audit/export?" + query), answer -> answer.status() == 200)
                .text();
    }

    private List<JsonObject> exported() {
        return Json.createReader(new StringReader(export("from=" + since)))
                .readArray()
                .getValuesAs(JsonObject.class);
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isLessThan(300);
    }

    private Answer refresh(String token) {
        return server.api().post("/api/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
    }

    @Test
    void everyActLeavesARowAndNoRowHasASecret() {
        String monitorToken = "push-" + UUID.randomUUID();
        InvitedUser person = InvitedUser.join(acme, "member");
        JsonObject first = refresh(person.refreshToken()).data();
        JsonObject second = refresh(first.getString("refresh_token")).data();
        refresh(person.refreshToken());
        String password = "next-" + UUID.randomUUID();
        people(person, password);
        machines();
        alerts();
        pages(monitorToken);

        TreeSet<String> expected = EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)).stream()
                .map(AuditAction::text)
                .collect(Collectors.toCollection(TreeSet::new));
        await().atMost(SOON).untilAsserted(() -> assertThat(actions()).containsAll(expected));
        String everything = export("from=" + since) + export("format=csv&from=" + since);
        assertThat(everything)
                .contains(person.email())
                .doesNotContain(
                        monitorToken,
                        password,
                        person.password(),
                        person.refreshToken(),
                        second.getString("refresh_token"),
                        person.api().token(),
                        "hgr-",
                        "hgp-",
                        "hgs-",
                        "hgt_");
        assertThat(server.log()).contains("action=auth-key.create outcome=done").doesNotContain(monitorToken, password);
    }

    /** All of them: a list has one page, and others act meanwhile. */
    private Set<String> actions() {
        return exported().stream().map(row -> row.getString("action")).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void oneActLeavesOneRow() {
        InvitedUser person = InvitedUser.join(acme, "member");
        people(person, "next-" + UUID.randomUUID());
        machines();
        alerts();
        pages("push-" + UUID.randomUUID());

        Map<String, Integer> rows = new TreeMap<>();
        exported().stream()
                .filter(row -> row.getString("outcome").equals("done"))
                .filter(row -> targets.stream().anyMatch(row.getString("target_id", "")::endsWith))
                .forEach(row -> rows.merge(
                        row.getString("action") + " " + row.getString("target_id"),
                        row.getInt("occurrences"),
                        Integer::sum));

        // the role is changed twice, and there are five sign-ins between the one by the invitation and the one by the
        // reset link
        assertThat(rows.remove("account.update " + person.id())).isEqualTo(2);
        assertThat(rows.remove("sign-in " + person.id())).isEqualTo(7);
        assertThat(rows.values()).as(rows.toString()).containsOnly(1);
        assertThat(rows).hasSize(ACTS_WITH_A_TARGET);
    }

    private void people(InvitedUser person, String password) {
        targets.add(person.id());
        String account = "/api/accounts/" + person.id();
        JsonObject again = server.api().login(person.email(), person.password()).data();
        Api now = alice.with(again.getString("token"));
        String device = now.get("/api/auth/devices").list().getJsonObject(0).getString("id");
        ok(now.delete("/api/auth/devices/" + device));
        JsonObject third = server.api().login(person.email(), person.password()).data();
        ok(alice.with(third.getString("token"))
                .post("/api/auth/logout", "{\"refresh_token\":\"" + third.getString("refresh_token") + "\"}"));
        server.api().login(person.email(), person.password()).data();
        JsonObject fourth =
                server.api().login(person.email(), person.password()).data();
        ok(alice.with(fourth.getString("token")).delete("/api/auth/sessions"));
        ok(alice.with(fourth.getString("token")).post("/api/auth/logout-everywhere", "{}"));
        JsonObject fifth = server.api().login(person.email(), person.password()).data();
        ok(alice.with(fifth.getString("token"))
                .post(
                        "/api/auth/password",
                        "{\"current_password\":\"" + person.password() + "\",\"new_password\":\"" + password + "\"}"));
        String link = alice.post(account + "/reset-link", "{}").data().getString("token");
        ok(server.api().post("/api/auth/reset", "{\"token\":\"" + link + "\",\"new_password\":\"" + password + "x\"}"));
        ok(alice.patch(account, "{\"role\":\"service\"}"));
        ok(alice.patch(account, "{\"role\":\"user\"}"));
        ok(alice.post(account + "/unlock", "{}"));
        ok(alice.patch("/api/members/" + person.id() + "?org_id=acme", "{\"role\":\"admin\"}"));
        ok(alice.delete("/api/members/" + person.id() + "?org_id=acme"));
        String invitation = InvitedUser.invite(acme, InvitedUser.newEmail(), "member")
                .data()
                .getString("invitation_id");
        targets.add(invitation);
        ok(alice.delete("/api/members/invitations/" + invitation + "?org_id=acme"));
        String organization = "o" + UUID.randomUUID();
        targets.add(organization);
        ok(alice.post(
                "/api/organizations",
                "{\"id\":\"" + organization + "\",\"name\":\"Audited\",\"owner_email\":\"alice@acme.test\"}"));
        String stranger = InvitedUser.newEmail();
        for (int i = 0; i < 10; i++) {
            server.api().login(stranger, "wrong-password-" + i);
        }
    }

    private void machines() {
        JsonObject key = acme.newKey("\"reusable\":true");
        targets.add(key.getString("id"));
        targets.add(acme.register(key.getString("key"), Fleet.newName()).id());
        ok(alice.delete("/api/keys/" + key.getString("id") + "?org_id=acme"));
        String id = alice.post("/api/db/machines", "{\"org_id\":\"acme\",\"name\":\"" + Fleet.newName() + "\"}")
                .list()
                .getJsonObject(0)
                .getString("id");
        targets.add(id);
        acme.patch(id, "{\"os\":\"plan9\"}");
        acme.delete(id);
    }

    private void alerts() {
        String alert = bob.post("/api/v1/alerts", "{\"site\":\"Depot\",\"severity\":\"info\",\"message\":\"Audited\"}")
                .json()
                .getString("id");
        targets.add(alert);
        ok(alice.post("/api/v1/alerts/" + alert + "/acknowledge", "{}"));
        ok(alice.post("/api/v1/alerts/" + alert + "/resolve", "{}"));
        ok(alice.delete("/api/v1/alerts/refusals"));
        String screen =
                alice.post("/api/screen-tokens", "{\"name\":\"Wall\"}").data().getString("id");
        targets.add(screen);
        ok(alice.delete("/api/screen-tokens/" + screen));
        ApiToken token = ApiToken.of(alice, "read");
        targets.add(token.id());
        ok(token.revoke());
    }

    private void pages(String monitorToken) {
        StatusAdmin admin = StatusAdmin.shared();
        String monitor = admin.monitor(",'token':'" + monitorToken + "'");
        String page = admin.page(monitor);
        ok(admin.put("monitors/" + monitor, "{'interval':120}"));
        String incident = admin.incident(page, "");
        targets.addAll(List.of(monitor, page, incident));
        ok(admin.put("incidents/" + incident, "{'title':'More trouble'}"));
        String update = admin.post("incidents/" + incident + "/updates", "{'status':'identified','message':'Found.'}")
                .json()
                .getString("updateId");
        ok(admin.delete("incidents/" + incident + "/updates/" + update));
        ok(admin.delete("incidents/" + incident));
        ok(admin.delete("status-pages/" + page));
        ok(admin.delete("monitors/" + monitor));
    }

    @Test
    void aRowSaysWhoFromWhereWhatAndTheValuesBeforeAndAfter() {
        String name = Fleet.newName();
        String id = acme.register(acme.newKey("").getString("key"), name).id();
        acme.patch(id, "{\"os\":\"plan9\"}");
        acme.patch(id, "{\"status\":\"quarantined\"}");
        acme.patch(id, "{\"last_seen\":\"2026-01-01T00:00:00.000Z\"}");

        JsonArray rows = find(bob, "org_id=acme&action=machine.update&search=" + name);

        assertThat(rows).hasSize(2);
        JsonObject quarantined = rows.getJsonObject(0);
        assertThat(quarantined.keySet()).containsExactlyElementsOf(AuditRow.FIELDS);
        assertThat(quarantined.getString("actor_name")).isEqualTo("alice@acme.test");
        assertThat(quarantined.getString("address")).isEqualTo("127.0.0.1");
        assertThat(quarantined.getString("org_id")).isEqualTo("acme");
        assertThat(quarantined.getString("target_id")).isEqualTo(id);
        assertThat(quarantined.getString("outcome")).isEqualTo("done");
        assertThat(quarantined.getJsonObject("before").toString()).contains("\"status\":\"pending\"");
        assertThat(quarantined.getJsonObject("after").toString()).contains("\"status\":\"quarantined\"");
        assertThat(rows.getJsonObject(1).getJsonObject("before").toString()).contains("\"os\":\"linux\"");
        assertThat(row(bob, "org_id=acme&action=machine.register&search=" + name)
                        .getString("actor_id"))
                .startsWith("auth-key/");
    }

    @Test
    void failuresAndLocksAreRecordedWithTheAddressAndCountedInOneRow() {
        InvitedUser person = InvitedUser.join(acme, "member");
        String stranger = InvitedUser.newEmail();
        for (int i = 0; i < 11; i++) {
            server.api().login(stranger, "wrong-password-" + i);
        }
        server.api().login("Tr0ub4dor-in-the-wrong-field", "wrong-password");
        server.api().login(person.email(), "wrong-password");

        JsonObject lock = row(alice, "action=sign-in.lock&search=" + stranger);
        assertThat(lock.getString("reason")).isEqualTo("TOO_MANY_FAILURES");
        assertThat(lock.getString("address")).isEqualTo("127.0.0.1");
        await().atMost(SOON).untilAsserted(() -> {
            List<JsonObject> wrong =
                    find(alice, "from=" + since + "&search=" + stranger).getValuesAs(JsonObject.class).stream()
                            .filter(row -> row.getString("reason").equals("INVALID_CREDENTIALS"))
                            .toList();
            // a second one only where the ten minutes of a row end meanwhile
            assertThat(wrong).hasSizeBetween(1, 2);
            assertThat(wrong.stream().mapToInt(row -> row.getInt("occurrences")).sum())
                    .isEqualTo(10);
        });
        // those who administer the person's organisation see it, and others do not
        assertThat(row(bob, "org_id=acme&outcome=failed&search=" + person.email())
                        .getString("reason"))
                .isEqualTo("INVALID_CREDENTIALS");
        assertThat(find(server.as("carol@globex.test"), "org_id=globex&search=" + person.email()))
                .isEmpty();
        assertThat(export("from=" + since)).doesNotContain("Tr0ub4dor");
        assertThat(server.log())
                .contains("action=sign-in outcome=failed reason=INVALID_CREDENTIALS address=127.0.0.1")
                .doesNotContain("Tr0ub4dor");
    }

    @Test
    void aRefusedActIsShownToTheOrganisationInWhichItWasTried() {
        InvitedUser member = InvitedUser.join(acme, "member");

        assertThat(member.api().post("/api/keys", "{\"org_id\":\"acme\"}").status())
                .isEqualTo(403);

        JsonObject refused = row(bob, "org_id=acme&action=auth-key.create&actor=" + member.email());
        assertThat(refused.getString("outcome")).isEqualTo("failed");
        assertThat(refused.getString("reason")).isEqualTo("FORBIDDEN");
        assertThat(find(bob, "org_id=acme&action=auth-key.create&outcome=done&actor=" + member.email()))
                .isEmpty();
    }

    @Test
    void onlyOwnersAndAdminsReadAndHearTheirOrganisation() {
        InvitedUser member = InvitedUser.join(acme, "member");
        Api carol = server.as("carol@globex.test");
        try (SocketClient hears = acme.listen(bob, "audit");
                SocketClient elsewhere = Fleet.globex().listen("audit")) {
            String key = acme.newKey("").getString("id");

            JsonObject event = hears.next(frame -> frame.toString().contains(key));

            assertThat(event.getString("channel")).isEqualTo("audit");
            assertThat(event.getString("event")).isEqualTo("INSERT");
            assertThat(event.getJsonObject("payload"))
                    .isEqualTo(find(alice, "org_id=acme&search=" + key).getJsonObject(0));
            elsewhere.send("{\"type\":\"ping\"}");
            assertThat(elsewhere
                            .next(frame -> !frame.toString().contains("globex"))
                            .getString("type"))
                    .isEqualTo("pong");
        }
        for (String path : List.of("/api/audit", "/api/audit/export")) {
            assertThat(member.api().get(path + "?org_id=acme").outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(carol.get(path + "?org_id=acme").outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(bob.get(path).outcome()).isEqualTo("403 FORBIDDEN");
            assertThat(server.api().get(path).outcome()).isEqualTo("401 UNAUTHORIZED");
        }
    }

    @Test
    void listsArePagedAndExportsHaveTheSameRows() {
        String name = Fleet.newName();
        String id = acme.register(acme.newKey("").getString("key"), name).id();
        for (int i = 0; i < 5; i++) {
            acme.patch(id, "{\"os\":\"=os" + i + "\"}");
        }
        String query = "org_id=acme&action=machine&search=" + name;
        JsonArray all = find(alice, query);
        assertThat(all).hasSize(6);

        Answer page = alice.get("/api/audit?limit=4&" + query);
        String next = page.header("Link").replaceFirst("^<([^>]+)>.*", "$1");
        assertThat(page.list()).isEqualTo(all.subList(0, 4));
        assertThat(alice.get(next).list()).isEqualTo(all.subList(4, 6));

        Answer json = await().atMost(SOON)
                .until(() -> alice.get("/api/audit/export?" + query), answer -> answer.status() == 200);
        assertThat(json.header("Content-Disposition")).isEqualTo("attachment; filename=\"audit.json\"");
        assertThat(json.text())
                .contains(all.getJsonObject(0).toString(), all.getJsonObject(5).toString());
        String csv = export("format=csv&" + query);
        assertThat(csv).startsWith(String.join(",", AuditRow.FIELDS) + "\r\n");
        assertThat(csv.split("\r\n")).hasSize(7);

        for (String bad : List.of(
                "outcome=x", "from=yesterday", "until=2026-13-01", "limit=0", "cursor=!", "sort=id", "search=%00")) {
            assertThat(alice.get("/api/audit?" + bad).outcome()).as(bad).isEqualTo("400 BAD_REQUEST");
        }
        assertThat(alice.get("/api/audit/export?format=xml").outcome()).isEqualTo("400 BAD_REQUEST");
    }

    @Test
    void anActThatIsRolledBackLeavesNoRowOfSuccess() {
        InvitedUser person = InvitedUser.join(acme, "member");
        ok(alice.patch("/api/accounts/" + person.id(), "{\"role\":\"admin\"}"));
        String id = "o" + UUID.randomUUID();
        String body = "{\"id\":\"" + id + "\",\"name\":\"Audited\",\"owner_email\":\"alice@acme.test\"}";
        Api administrator = person.api();
        ok(administrator.post("/api/organizations", body));
        assertThat(administrator.post("/api/organizations", body).status()).isEqualTo(409);
        ok(alice.patch("/api/accounts/" + person.id(), "{\"role\":\"user\"}"));

        String own = "action=organization.create&actor=" + person.email();
        assertThat(row(alice, own + "&outcome=done").getString("org_id")).isEqualTo(id);
        assertThat(row(alice, own + "&outcome=failed").getString("reason")).isEqualTo("CONFLICT");
    }

    @Test
    void anOrganisationSeesNothingOfAnonymousCallsThatNameIt() {
        String key = UUID.randomUUID().toString();
        assertThat(server.api().delete("/api/keys/" + key + "?org_id=acme").status())
                .isEqualTo(401);

        assertThat(row(alice, "action=auth-key.revoke&search=" + key).isNull("org_id"))
                .isTrue();
        assertThat(find(bob, "org_id=acme&search=" + key)).isEmpty();
    }

    @Test
    void usersOfAnotherIssuerAreNeverTakenForOurs() {
        String subject = "somebody-" + UUID.randomUUID();
        JwtClaims claims = Tokens.claims(subject, Duration.ofHours(1));
        claims.setStringClaim("email", "alice@acme.test");
        assertThat(alice.with(Tokens.rs256(claims))
                        .post("/api/keys", "{\"org_id\":\"acme\"}")
                        .status())
                .isEqualTo(403);

        JsonObject refused = row(bob, "org_id=acme&action=auth-key.create&search=" + subject);
        assertThat(refused.getString("actor_id")).isEqualTo(Tokens.ISSUER + "|" + subject);
        assertThat(refused.getString("actor_name")).isEqualTo(Tokens.ISSUER + "|alice@acme.test");
        assertThat(find(bob, "org_id=acme&actor=alice@acme.test&search=" + subject))
                .isEmpty();
    }
}
