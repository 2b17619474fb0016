package org.heliograph.uptime.subscriber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.FakeMailServer;
import org.heliograph.testing.RestrictedAlertsServer;
import org.heliograph.testing.Server;
import org.heliograph.testing.StatusAdmin;
import org.junit.jupiter.api.Test;

/** Readers who subscribe by mail, at a server that mails. */
class SubscriptionIT {
    /** The BLAKE2b-512 of "open sesame". */
    private static final String PROOF = "47dadf14a6c1b48b5ace1fc1ec389d921fcb88be168be7080242cdd6561c2ab2"
            + "b677527d1373ed5e7271f03d50f706d32716512165f3ee9edfcbb9b1685f75e5";

    private static final FakeMailServer MAIL = RestrictedAlertsServer.MAIL;

    private final Server server = RestrictedAlertsServer.server();
    private final StatusAdmin admin = new StatusAdmin(server.as("alice@acme.test"));
    private final Api reader = server.api();
    private final String page = admin.page();
    private final String email = "bob-" + UUID.randomUUID() + "@globex.test";

    private String path(String rest) {
        return "/v1/status/" + page + "/subscribers" + rest;
    }

    private Answer subscribe(Api as, String more) {
        return as.post(path(""), "{\"email\":\"" + email + "\"" + more + "}");
    }

    private static String subject(String mail) {
        Matcher subject = Pattern.compile("(?s)Subject: (.*?)\nDate").matcher(mail);
        assertThat(subject.find()).isTrue();
        StringBuilder words = new StringBuilder();
        for (String word : subject.group(1).split("\n ")) {
            words.append(new String(
                    Base64.getDecoder().decode(word.substring(10, word.length() - 2)), StandardCharsets.UTF_8));
        }
        return words.toString();
    }

    /** The next mail to this test's reader. */
    private String mail() {
        for (String mail = MAIL.next(); ; mail = MAIL.next()) {
            if (mail.contains("To: <" + email + ">")) {
                return mail;
            }
        }
    }

    private static String token(String mail, String name) {
        Matcher token = Pattern.compile("/subscription#" + name + "=(\\S+)").matcher(mail);
        assertThat(token.find()).as(mail).isTrue();
        return token.group(1);
    }

    /** The link is stored when the mail server has answered, which may be a moment after it has the mail. */
    private void confirm(String token) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer confirmed = reader.post(path("/confirm"), "{\"token\":\"" + token + "\"}");
            assertThat(confirmed.status()).isEqualTo(200);
            assertThat(confirmed.json().getString("email")).isEqualTo(email);
        });
    }

    private List<JsonObject> listed() {
        return StatusAdmin.rows(admin.get("status-pages/" + page + "/subscribers"));
    }

    @Test
    void aReaderConfirmsGetsEachUpdateInHisLanguageAndUnsubscribesByOneClick() throws Exception {
        assertThat(reader.get("/v1/status/" + page).json().getBoolean("mailSubscription"))
                .isTrue();
        Answer asked = subscribe(reader, ",\"language\":\"de-AT\",\"timeZone\":\"Africa/Nairobi\"");
        assertThat(asked.status()).isEqualTo(200);
        String link = mail();
        assertThat(subject(link)).isEqualTo("Bestätigen Sie Ihr Abonnement von Page");
        assertThat(link).contains(RestrictedAlertsServer.PUBLIC_URL + "/status/" + page + "/subscription#confirm=hgs-");
        String incident = admin.incident(page, "");
        confirm(token(link, "confirm"));
        confirm(token(link, "confirm"));
        assertThat(subscribe(reader, "").text()).isEqualTo(asked.text());

        admin.post("incidents/" + incident + "/updates", "{'status':'identified','message':'A *disk* is full.'}");
        String update = mail();
        assertThat(subject(update)).isEqualTo("Ursache gefunden: Trouble");
        assertThat(update)
                .contains("From: Page <fleet@acme.test>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click")
                .contains(
                        "Schweregrad: Erheblich",
                        "A *disk* is full.",
                        "Statusseite: " + RestrictedAlertsServer.PUBLIC_URL + "/status/" + page);
        String resolved = admin.post("incidents/" + incident + "/updates", "{'status':'resolved','message':'Done.'}")
                .json()
                .getString("updateId");
        assertThat(subject(mail())).isEqualTo("Behoben: Trouble");
        admin.delete("incidents/" + incident + "/updates/" + resolved);
        assertThat(subject(mail())).isEqualTo("Ursache gefunden: Trouble");
        admin.delete("incidents/" + incident);
        String withdrawn = mail();
        assertThat(subject(withdrawn)).isEqualTo("Zurückgezogen: Trouble");
        assertThat(withdrawn).contains("Diese Meldung wurde zurückgezogen.").doesNotContain("Ursache gefunden");
        Instant start = Instant.parse("2031-07-01T10:00:00Z");
        String maintenance = admin.maintenance(page, start, start.plusSeconds(3600), "");
        String planned = mail();
        assertThat(subject(planned)).isEqualTo("Wartung geplant: Work");
        assertThat(planned).contains("Geplante Zeit: 1. Juli 2031", "13:00 bis 1. Juli 2031", "14:00 (Africa/Nairobi)");
        admin.put("maintenances/" + maintenance, "{'scheduled_end':'" + start.plusSeconds(7200) + "'}");
        assertThat(subject(mail())).isEqualTo("Wartung verschoben: Work");
        admin.put("maintenances/" + maintenance, "{'scheduled_start':'" + Instant.now() + "'}");
        assertThat(subject(mail())).isEqualTo("Wartung verschoben: Work");
        String begun = mail();
        assertThat(subject(begun)).isEqualTo("Wartung läuft: Work");
        assertThat(begun).contains("Die Wartung hat begonnen.");
        ofASeriesTheNextOccurrenceIsMailed();

        unsubscribe(begun);
        unsubscribe(begun);
        assertThat(listed()).isEmpty();
        admin.incident(page, "");
        assertThat(server.log()).doesNotContain(email, token(link, "confirm"), token(begun, "unsubscribe"));
    }

    private void ofASeriesTheNextOccurrenceIsMailed() {
        String weekly =
                "'recurrence':{'rule':'FREQ=WEEKLY','start':'2031-07-06T%s','zone':'Africa/Nairobi','duration_minutes':60}}";
        String first = admin.post(
                        "maintenances",
                        "{'status_page_id':'" + page + "','title':'Backup','message':'Weekly.',"
                                + weekly.formatted("01:00"))
                .json()
                .getString("id");
        assertThat(subject(mail())).isEqualTo("Wartung geplant: Backup");
        String moved = admin.put("maintenances/" + first, "{'apply_to':'series'," + weekly.formatted("02:00"))
                .json()
                .getJsonObject("maintenance")
                .getString("id");
        String later = mail();
        assertThat(subject(later)).isEqualTo("Wartung verschoben: Backup");
        assertThat(later).contains("02:00 bis 6. Juli 2031");
        admin.delete("maintenances/" + moved + "?apply_to=series");
        String cancelled = mail();
        assertThat(subject(cancelled)).isEqualTo("Wartung abgesagt: Backup");
        assertThat(cancelled).contains("Die Wartung wurde abgesagt.", "02:00 bis 6. Juli 2031");
    }

    private void unsubscribe(String mail) throws Exception {
        Matcher header = Pattern.compile("List-Unsubscribe: <" + RestrictedAlertsServer.PUBLIC_URL + "(\\S+)>")
                .matcher(mail);
        assertThat(header.find()).isTrue();
        HttpClient http = HttpClient.newHttpClient();
        URI address = server.uri(header.group(1));
        HttpResponse<Void> page =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location").orElseThrow())
                .endsWith("/subscription#unsubscribe="
                        + token(mail, "unsubscribe").replace(":", "%3A"));
        HttpResponse<Void> ended = http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(ended.statusCode()).isEqualTo(200);
    }

    @Test
    void wrongRequestsChangeNothing() {
        for (String body : new String[] {
            "{}",
            "{\"email\":\"bob\"}",
            "{\"email\":\"a>b@globex.test\"}",
            "{\"email\":\"" + email + "\",\"name\":\"Bob\"}",
            "[]"
        }) {
            assertThat(reader.post(path(""), body).status()).as(body).isEqualTo(400);
        }
        assertThat(reader.post(path("/confirm"), "{\"token\":\"hgs-wrong\"}").status())
                .isEqualTo(404);
        assertThat(reader.post(path("/unsubscribe/wrong"), null).status()).isEqualTo(404);
        assertThat(reader.post("/v1/status/none/subscribers", "{\"email\":\"" + email + "\"}")
                        .status())
                .isEqualTo(404);
        admin.put("status-pages/" + page, "{'mailSubscription':false}");
        assertThat(subscribe(reader, "").status()).isEqualTo(409);
        assertThat(reader.get("/v1/status/" + page).json()).doesNotContainKey("mailSubscription");
        assertThat(listed()).isEmpty();
    }

    @Test
    void aPageWithAPasswordTakesItsReadersOnlyAndANewPasswordEndsAll() {
        admin.put("status-pages/" + page, "{'password':'open sesame'}");
        assertThat(subscribe(reader, "").status()).isEqualTo(401);
        subscribe(reader.with(PROOF), "");
        confirm(token(mail(), "confirm"));
        JsonObject subscriber = listed().get(0);
        assertThat(subscriber.getString("email")).isEqualTo(email);

        admin.put("status-pages/" + page, "{'password':'open barley'}");

        assertThat(listed()).isEmpty();
    }

    @Test
    void anAdministratorRemovesASubscriber() {
        subscribe(reader, "");
        String link = mail();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(listed()).hasSize(1));
        JsonObject pending = listed().get(0);
        assertThat(pending.isNull("confirmed_at")).isTrue();
        confirm(token(link, "confirm"));
        JsonObject answer = admin.get("status-pages/" + page + "/subscribers").json();
        assertThat(answer.getInt("confirmed")).isEqualTo(1);
        assertThat(answer.getInt("pending")).isZero();
        String id = listed().get(0).getString("id");
        String one = "status-pages/" + page + "/subscribers/" + id;
        assertThat(reader.delete("/v1/admin/" + one).status()).isEqualTo(401);

        assertThat(admin.delete(one).status()).isEqualTo(200);

        assertThat(listed()).isEmpty();
        assertThat(admin.delete(one).status()).isEqualTo(404);
        assertThat(admin.api().get("/api/audit?action=uptime.remove-subscriber").text())
                .contains(email);
    }
}
