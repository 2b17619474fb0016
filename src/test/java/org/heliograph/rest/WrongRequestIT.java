package org.heliograph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Api;
import org.heliograph.testing.RawHttp;
import org.heliograph.testing.Server;
import org.heliograph.testing.ServerProbe;
import org.heliograph.testing.StatusAdmin;
import org.heliograph.testing.TestSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks wrongly gets a 4xx in JSON: over every route of the document, every servlet, socket and stream. */
class WrongRequestIT {
    private static final List<String> OTHERS = List.of(
            "GET /",
            "GET /index.html",
            "GET /nothing",
            "GET /health",
            "GET /agent.sh",
            "GET /dashboard",
            "GET /status/status",
            "GET /api",
            "GET /v1",
            "GET /internal/",
            "GET /api/nothing",
            "GET /v1/nothing",
            "GET /internal/nothing",
            "GET /api/v1/nothing",
            "GET /error",
            "GET /ws",
            "GET /ws/alerts",
            "GET /api/realtime?org_id=acme",
            "GET /api/events?org_id=acme",
            "GET /v1/events",
            "GET /v1/events?slug=status",
            "GET /v1/push",
            "GET /v1/push/unknown");

    private static final boolean PAYARA = "payara".equals(System.getProperty("heliograph.server"));

    /** What Payara's listener refuses in a path, before any application sees it (docs/operations.md). */
    private static final Set<String> REFUSED_BY_PAYARA =
            Set.of("%00", "%ff", "%C3", "%ed%a0%80", "..%2f", "%2e%2e/", ".", "..", "...", "\\");

    /** Payara answers an unknown {@code Expect} itself, and keeps no type of a response to a request for an upgrade. */
    private static final Set<Integer> UNTYPED_ON_PAYARA = Set.of(417, 426);

    private final Server server = Server.shared();
    private final Api alice = server.as("alice@acme.test");
    private final RawHttp raw = new RawHttp(server);
    private final Set<String> faults = new TreeSet<>();

    @AfterAll
    static void theServerIsNoneTheWorse() {
        ServerProbe.check(Server.shared());
    }

    /** One call of each path of the document, and the others. */
    private List<String> paths() {
        Set<String> paths = new TreeSet<>(OTHERS);
        JsonObject document = server.api().get("/openapi?format=JSON").json();
        document.getJsonObject("paths")
                .forEach((path, item) -> item.asJsonObject().keySet().stream()
                        .filter(method ->
                                Set.of("get", "post", "put", "patch", "delete").contains(method))
                        .findFirst()
                        .ifPresent(method ->
                                paths.add(method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]*}", "x"))));
        paths.removeIf(call -> changesTheServer(call.split(" ", 2)[1]));
        // opens without a parameter, and does not end
        paths.remove("GET /api/v1/alerts/events");
        return new ArrayList<>(paths);
    }

    /** Calls that other tests would feel: a drain, and the end of the session that the tests share. */
    private static boolean changesTheServer(String path) {
        return path.startsWith("/api/operations") || path.startsWith("/api/auth/logout");
    }

    private RawHttp.Response call(String methodAndPath, String... headers) {
        String[] words = methodAndPath.split(" ", 2);
        boolean body = Set.of("POST", "PUT", "PATCH").contains(words[0]);
        List<String> all = new ArrayList<>(List.of(headers));
        if (!all.contains("Authorization")) {
            all.addAll(List.of("Authorization", "Bearer " + alice.token()));
        }
        if (body && !all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        RawHttp.Response response = raw.send(
                words[0],
                words[1],
                body ? "{\"unknown_field\":1}".getBytes(StandardCharsets.UTF_8) : null,
                all.toArray(String[]::new));
        check(methodAndPath + " " + List.of(headers), words[0], words[1], response);
        return response;
    }

    private void check(String call, String method, String path, RawHttp.Response response) {
        String said = call + " -> " + response.status() + " ";
        if (!response.ended()) {
            faults.add(said + "does not end");
        } else if (response.status() == 0 || response.status() >= 500) {
            faults.add(said + response.body());
        } else if (response.status() >= 400 && !method.equals("HEAD")) {
            String body = response.body();
            if (PAYARA && UNTYPED_ON_PAYARA.contains(response.status())) {
                return;
            }
            if (!response.header("Content-Type").startsWith("application/json")) {
                faults.add(said + "is " + response.header("Content-Type") + " " + body);
            } else if (!isEnvelope(path, body)) {
                faults.add(said + "is not in its envelope: " + body);
            }
        }
    }

    private static boolean isEnvelope(String path, String body) {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            JsonObject json = reader.readObject();
            boolean bare = !json.getString("error", "").isEmpty();
            boolean enveloped = !json.getBoolean("success", true)
                    && !json.getJsonObject("error").getString("code").isEmpty();
            // the server resolves dots, and drops what follows a semicolon
            boolean resolved = path.matches("(?i).*(\\.|%2e|//|;).*");
            // a refused logout token is answered as OpenID Connect Back-Channel Logout 1.0 wants it
            boolean either = resolved || path.startsWith("/api/auth/oidc/logout");
            return either ? bare || enveloped : Envelope.isBare(path.replaceAll("\\?.*", "")) ? bare : enveloped;
        } catch (JsonException | NullPointerException | ClassCastException none) {
            return false;
        }
    }

    @Test
    void everyMethodIsServedOrRefused() {
        for (String call : paths()) {
            String path = call.split(" ", 2)[1];
            for (String method : List.of("HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW")) {
                // Payara's listener answers TRACE without a body
                if (!changesTheServer(path) && !(PAYARA && method.equals("TRACE"))) {
                    call(method + " " + path);
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void headOpensNoStreamAndNoSocket() {
        RawHttp.Response response = call("HEAD /api/events?org_id=acme&channel=machines");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo("GET");
        assertThat(call("HEAD /api/realtime?org_id=acme").status()).isEqualTo(405);
        assertThat(call("HEAD /v1/events?slug=status").status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept | application/json;q=abc",
                "Accept | nonsense",
                "Accept | a/b/c",
                "Accept | \"",
                "Accept | ,",
                "Accept | application/xml",
                "Accept-Language | de;q=x",
                "Accept-Language | *;q=2",
                "Accept-Language | ;;;",
                "Accept-Charset | x;q=y",
                "Accept-Encoding | gzip;q=x",
                "Content-Type | json",
                "Content-Type | /",
                "Content-Type | application/json;charset=nonsense",
                "Content-Type | application/json;charset=utf-16",
                "Content-Type | application/x-www-form-urlencoded",
                "Content-Type | multipart/form-data",
                "Content-Encoding | gzip",
                "Expect | nonsense",
                "Cookie | a=;;=b;\"",
                "Last-Event-ID | x",
                "Sec-WebSocket-Protocol | ,,,",
                "Authorization | Bearer",
                "Authorization | Basic x"
            })
    void aHeaderOfNonsenseIsNoFaultOfTheServer(String name, String value) {
        for (String call : paths()) {
            if (!call.endsWith("slug=status")) {
                call(call, name, value);
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void aMalformedPreferenceIsIgnored() {
        for (String[] header : new String[][] {{"Accept", "application/json;q=abc"}, {"Accept-Language", "de;q=x"}}) {
            assertThat(call("GET /api/keys?org_id=acme", header).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"kid\":5}",
                "{\"alg\":5}",
                "{\"alg\":null}",
                "{\"alg\":[\"ES256\"],\"kid\":{}}",
                "{\"alg\":\"ES256\",\"crit\":5}",
                "[]",
                "5",
                ""
            })
    void aTokenWithoutAProperHeaderIs401AtEveryPath(String header) {
        String token = encode(header) + "." + encode("{\"sub\":\"x\"}") + "." + encode("signature");
        int before = server.log().length();
        for (String path : List.of("/api/keys?org_id=acme", "/v1/admin/monitors", "/api/v1/alerts", "/health")) {
            for (String method : List.of("GET", "POST")) {
                assertThat(call(method + " " + path, "Authorization", "Bearer " + token)
                                .status())
                        .as(method + path)
                        .isEqualTo(401);
            }
        }
        for (String path : List.of("/ws?", "/ws/alerts?", "/api/realtime?org_id=acme&", "/api/events?org_id=acme&")) {
            RawHttp.Response response = raw.send(
                    "GET",
                    path + "token=" + token,
                    null,
                    "Upgrade",
                    "websocket",
                    "Sec-WebSocket-Version",
                    "13",
                    "Sec-WebSocket-Key",
                    "dGhlIHNhbXBsZSBub25jZQ==");
            check(path, "GET", path, response);
            assertThat(response.status()).as(path).isEqualTo(401);
        }

        assertThat(faults).isEmpty();
        assertThat(server.log().substring(before)).doesNotContain("Exception");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void textsOfEveryKindInPathsAndQueriesAreNoFaultOfTheServer() {
        List<String> places = List.of(
                "/api/v1/alerts?site=%s",
                "/api/v1/alerts?%s=1",
                "/api/v1/alerts?before=%s",
                "/api/v1/alerts/%s",
                "/api/v1/alerts/list?search=%s",
                "/api/v1/alerts/list?site=%s",
                "/api/keys?org_id=%s",
                "/api/keys?org_id=acme&cursor=%s",
                "/api/keys?org_id=acme&limit=%s",
                "/api/accounts?search=%s",
                "/api/accounts?limit=%s",
                "/api/db/machines?org_id=acme&name=eq.%s",
                "/api/db/machines?org_id=acme&last_seen=gt.%s",
                "/api/db/machines?org_id=acme&limit=%s",
                "/v1/admin/incidents?status_page_id=%s",
                "/v1/admin/incidents?cursor=%s",
                "/v1/admin/monitors/%s",
                "/v1/admin/incidents/%s",
                "/v1/status/%s",
                "/v1/status/status/incidents?month=%s",
                "/v1/status/status/report?month=%s",
                "/v1/status/status/monitors/%s/history",
                "/v1/push/%s",
                "/api/events?org_id=acme&channel=%s",
                "/api/events?org_id=acme&channel=machines&since=x%s",
                "/api/%s",
                "/%s",
                "/internal/%s",
                "/health?x=%s",
                "/agent.sh?x=%s");
        List<String> texts = List.of(
                "Zürich",
                // cursors with times that are no time to a database
                encode("+1000000000-12-31T23:59:59.999999999Z\nx"),
                encode("-1000000000-01-01T00:00:00Z\nx"),
                "%2B1000000000-12-31T23:59:59Z",
                "😀",
                "%00",
                "%ff",
                "%C3",
                "%ed%a0%80",
                "a%2fb",
                "..;/",
                "..%2f",
                "%2e%2e/",
                ".",
                "..",
                "...",
                "//",
                "\\",
                "{",
                "}",
                "|",
                "^",
                "`",
                "\"",
                "<x>",
                "[",
                "]",
                ";x=y",
                "%250",
                "%7b",
                "+",
                "*",
                "?",
                "=",
                "%0d%0aX:y",
                "-1",
                "999999999999999999999",
                "1e400",
                "NaN",
                "x".repeat(9_000),
                "&".repeat(1_500),
                "&a=1".repeat(1_500));
        for (String place : places) {
            for (String text : texts) {
                if (!PAYARA || place.indexOf('?') >= 0 || !REFUSED_BY_PAYARA.contains(text)) {
                    call("GET " + place.replace("%s", text));
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void unescapedLettersAndEscapedSignsOfAUrlAreTakenForWhatTheyAre() {
        for (String site : List.of("Zürich", "A&B=C+D %7b{|}")) {
            JsonObject alert = Json.createObjectBuilder()
                    .add("site", site)
                    .add("severity", "info")
                    .add("message", "x")
                    .build();
            assertThat(alice.post("/api/v1/alerts", alert.toString()).status()).isEqualTo(200);
            assertThat(StatusAdmin.rows(alice.get("/api/v1/alerts?site=" + Api.escape(site))))
                    .as(site)
                    .isNotEmpty();
        }
        RawHttp.Response response = call("GET /api/v1/alerts?site=Zürich");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("Zürich");
    }

    @Test
    void tooManyParametersAreSaidToBeSo() {
        RawHttp.Response response = call("GET /api/v1/alerts?" + "site=x&".repeat(1_001));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("1000 parameters");
    }

    @Test
    void aSocketPathSaysWhatItWants() {
        for (String path : List.of("/ws", "/ws/alerts", "/api/realtime?org_id=acme")) {
            RawHttp.Response plain = call("GET " + path);
            assertThat(plain.status()).isEqualTo(426);
            assertThat(plain.header("Upgrade")).isEqualTo("websocket");
            RawHttp.Response old = call("GET " + path, "Upgrade", "websocket", "Sec-WebSocket-Version", "8");
            assertThat(old.status()).isEqualTo(426);
            assertThat(old.header("Sec-WebSocket-Version")).isEqualTo("13");
            assertThat(call("GET " + path, "Upgrade", "websocket", "Sec-WebSocket-Version", "13")
                            .status())
                    .isEqualTo(400);
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void bodiesOfNonsenseAreNoFaultOfTheServer() {
        List<byte[]> bodies = Stream.of(
                        "",
                        " ",
                        "[]",
                        "[[[[1]]]]",
                        "null",
                        "{\"name\":\"\\u0000\"}",
                        "{\"name\":\"\\ud800\"}",
                        "{\"name\":\"a\",\"name\":\"b\"}",
                        "{\"interval\":1e999999999}",
                        "{\"interval\":" + "9".repeat(5_000) + "}",
                        "{\"id\":null,\"name\":[],\"items\":{}}",
                        "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000),
                        "[".repeat(100_000),
                        "\uFEFF",
                        "\uFEFF[]",
                        "a=b&c=d")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        List<byte[]> all = new ArrayList<>(bodies);
        all.add("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_16));
        all.add("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_16LE));
        all.add(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'});
        JsonObject paths = server.api().get("/openapi?format=JSON").json().getJsonObject("paths");
        paths.forEach((path, item) -> item.asJsonObject().keySet().stream()
                .map(method -> method.toUpperCase(Locale.ROOT))
                .filter(method -> Set.of("POST", "PUT", "PATCH").contains(method))
                .filter(method -> !changesTheServer(path))
                .forEach(method -> {
                    String target = path.replaceAll("\\{[^}]*}", "x");
                    String token = path.startsWith("/internal") ? TestSettings.WEBHOOK_SECRET : alice.token();
                    for (byte[] body : all) {
                        check(
                                method + " " + target + " " + body.length,
                                method,
                                target,
                                raw.send(
                                        method,
                                        target,
                                        body,
                                        "Authorization",
                                        "Bearer " + token,
                                        "Content-Type",
                                        "application/json",
                                        "Expect",
                                        "100-continue"));
                    }
                }));

        assertThat(faults).isEmpty();
    }

    @Test
    void aByteOrderMarkBeforeJsonIsForgiven() {
        String monitor = StatusAdmin.shared().monitor("");

        assertThat(alice.send("PUT", "/v1/admin/monitors/" + monitor, "\uFEFF{\"name\":\"Marked\"}")
                        .status())
                .isEqualTo(200);
        assertThat(alice.post("/api/auth/login", "\uFEFF{\"email\":\"nobody@acme.test\",\"password\":\"wrong\"}")
                        .outcome())
                .startsWith("401");
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        StatusAdmin admin = StatusAdmin.shared();
        String page = admin.page();
        List<String> calls = List.of(
                "PUT /v1/admin/monitors/" + admin.monitor(""),
                "PUT /v1/admin/groups/" + admin.group(),
                "PUT /v1/admin/status-pages/" + page,
                "PUT /v1/admin/incidents/" + admin.incident(page, ""),
                "POST /v1/admin/monitors",
                "POST /v1/admin/incidents",
                "POST /v1/admin/incidents/" + admin.incident(page, "") + "/updates",
                "POST /api/auth/login",
                "POST /api/auth/refresh",
                "POST /api/auth/password",
                "POST /api/auth/invitation",
                "POST /api/register-machine",
                "POST /api/machine-heartbeat",
                "POST /api/db/machines",
                "PATCH /api/db/machines?org_id=acme&name=eq.nothing",
                "POST /api/db/_rpc",
                "POST /api/keys",
                "POST /api/members",
                "PATCH /api/members/x?org_id=acme",
                "POST /api/organizations",
                "PATCH /api/accounts/x",
                "POST /api/publish",
                "POST /api/v1/alerts");
        for (String call : calls) {
            String[] words = call.split(" ");
            String needed = words[1].equals("/api/db/machines") ? "\"org_id\":\"acme\",\"name\":\"x\"," : "";
            Answer answer = alice.send(words[0], words[1], "{" + needed + "\"maxRetires\":5}");
            if (answer.status() != 400 || !answer.text().contains("maxRetires")) {
                faults.add(call + " " + answer);
            }
        }

        assertThat(faults).isEmpty();
    }
}
