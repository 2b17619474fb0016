package org.heliograph.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.alert.webhook.AlertmanagerProcess;
import org.heliograph.testing.Alerts;
import org.heliograph.testing.PushMonitor;
import org.heliograph.testing.Server;
import org.heliograph.testing.browser.Browser;
import org.heliograph.testing.browser.BrowserTest;
import org.heliograph.testing.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page Integrations shows is run as it is, against the server that it names. */
@BrowserTest
class IntegrationsPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Server server = Server.shared();
    private final PushMonitor monitor = PushMonitor.on(server, "'interval':600");

    @TempDir
    private Path folder;

    private Tab open(Browser browser) {
        return browser.visit(server, "alice@acme.test", "acme").open("/integrations?monitor=" + monitor.id());
    }

    /** Chooses what sends which message, makes its token where it needs one, and reads its lines. */
    private static List<String> lines(Tab tab, String client, String message) {
        tab.page().locator("[data-choice='" + client + "']").click();
        assertThat(tab.page().locator("section[data-client='" + client + "']")).isVisible();
        Locator send = tab.page().locator("select[name=send]");
        if (send.count() > 0) {
            send.selectOption(message);
        }
        assertThat(tab.page().locator("section[data-send='" + message + "'] hg-copy"))
                .not()
                .hasCount(0);
        Locator create = PageElements.button(tab, "Create API token");
        if (create.count() > 0) {
            create.click();
        }
        boolean knowsAnAddressOnly = List.of("uptime-kuma", "healthchecks").contains(client);
        assertThat(tab.page().locator("hg-copy textarea").first())
                .hasValue(Pattern.compile(knowsAnAddressOnly ? "^\\S+$" : "hgt_[\\w-]{20}"));
        return tab.page().locator("hg-copy textarea").all().stream()
                .map(Locator::inputValue)
                .toList();
    }

    private String line(Tab tab, String client, String message) {
        return lines(tab, client, message).get(0);
    }

    private Locator waitForMessage(Tab tab) {
        PageElements.button(tab, "Wait for the first message").click();
        Locator first = tab.testId("first-message");
        assertThat(first).hasAttribute("data-state", "waiting");
        return first;
    }

    private record Run(int code, String output) {}

    private Run run(String... command) {
        Path output = folder.resolve("output");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Run(process.exitValue(), Files.readString(output));
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private void succeeds(String... command) {
        Run run = run(command);
        assertThat(run.code()).as(run.output()).isZero();
    }

    private String file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return name;
    }

    @Test
    void curlReportsWithTheLinesOfThePage(Browser browser) {
        Tab tab = open(browser);
        String pulse = line(tab, "curl", "pulse");
        Locator first = waitForMessage(tab);
        // of another sender, and read at the latest by the second question after it
        monitor.push("latency=5");
        for (int read = 0; read < 2; read++) {
            tab.page().waitForResponse(response -> response.url().endsWith("/details"), () -> {});
        }
        assertThat(PageAudit.of(tab, "the page while it waits")).isEmpty();
        assertThat(first).hasAttribute("data-state", "waiting");
        succeeds("sh", "-c", pulse);
        assertThat(first).hasAttribute("data-state", "received");
        assertThat(first).containsText("Pulse of " + monitor.id());
        assertThat(first).containsText("latency 42 ms");
        assertThat(tab.page()).hasURL(Pattern.compile(".*client=curl&send=pulse&monitor=" + monitor.id()));
        assertThat(tab.page().url()).doesNotContain("hgt_");
        assertThat(PageAudit.of(tab, "the page with a message")).isEmpty();

        succeeds("sh", "-c", lines(tab, "curl", "pulse").get(1));
        assertThat(monitor.status()).isEqualTo("down");
        for (String alert : lines(tab, "curl", "alert")) {
            succeeds("sh", "-c", alert);
        }
        succeeds("sh", "-c", line(tab, "curl", "event"));
    }

    @Test
    void scriptsReportWhatTheyRan(Browser browser) throws IOException {
        Tab tab = open(browser);
        String script = file("heliograph.sh", line(tab, "sh", "alert"));
        Locator first = waitForMessage(tab);
        assertThat(run("sh", script, "false").code()).isEqualTo(1);
        assertThat(first).containsText("warning alert at Server room, opened");
        assertThat(first).containsText("Backup failed with exit code 1");
        PageElements.button(tab, "Wait again").click();
        assertThat(first).hasAttribute("data-state", "waiting");
        succeeds("sh", script, "true");
        assertThat(first).containsText("warning alert at Server room, resolved");

        file("heliograph.sh", line(tab, "sh", "pulse"));
        assertThat(run("sh", script, "sh", "-c", "exit 3").code()).isEqualTo(3);
        assertThat(monitor.status()).isEqualTo("down");
        succeeds("sh", script, "true");
        assertThat(monitor.status()).isEqualTo("up");

        file("heliograph.sh", line(tab, "sh", "event"));
        first = waitForMessage(tab);
        succeeds("sh", script, "{\"name\":\"till\"}");
        assertThat(first).containsText("Event on apps:created");
        assertThat(first).containsText("{\"name\":\"till\"}");
    }

    @Test
    void pythonAndJavaRunAsTheyAre(Browser browser) throws IOException {
        Tab tab = open(browser);
        for (String message : List.of("pulse", "alert", "event")) {
            succeeds("python3", file("heliograph.py", line(tab, "python", message)));
        }
        for (String message : List.of("pulse", "event")) {
            succeeds(JAVA.toString(), file("Heliograph.java", line(tab, "java", message)));
        }
        assertThat(monitor.history("")).isNotEmpty();
    }

    @Test
    void pushClientsKeepTheirOwnForms(Browser browser) {
        Tab tab = open(browser);
        List<String> kuma = lines(tab, "uptime-kuma", "pulse");
        ExpectedStatus.require(200, server.api().get(pathOf(kuma.get(0))));
        assertThat(monitor.status()).isEqualTo("up");
        succeeds("sh", "-c", kuma.get(2));
        assertThat(monitor.status()).isEqualTo("down");
        succeeds("sh", "-c", kuma.get(1));
        assertThat(monitor.status()).isEqualTo("up");

        List<String> pings = lines(tab, "healthchecks", "pulse");
        ExpectedStatus.require(200, server.api().get(pathOf(pings.get(0))));
        succeeds("sh", "-c", "false; " + pings.get(1).substring(pings.get(1).indexOf("curl")));
        assertThat(monitor.status()).isEqualTo("down");
        succeeds("sh", "-c", pings.get(2));
        assertThat(monitor.status()).isEqualTo("down");
        succeeds("sh", "-c", "true; " + pings.get(1).substring(pings.get(1).indexOf("curl")));
        assertThat(monitor.status()).isEqualTo("up");
        succeeds("sh", "-c", pings.get(3));
        assertThat(monitor.status()).isEqualTo("down");
    }

    private static String pathOf(String address) {
        URI uri = URI.create(address);
        return uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
    }

    @Test
    void alertmanagerRunsWithTheConfigurationOfThePage(Browser browser) throws IOException {
        Alerts alerts = Alerts.of("alice@acme.test");
        Tab tab = open(browser);
        String configuration = line(tab, "alertmanager", "alert");
        Locator first = waitForMessage(tab);
        try (AlertmanagerProcess alertmanager = new AlertmanagerProcess(folder, configuration)) {
            alertmanager.fire("LinkDown", alerts.site(), null, null);

            assertThat(first).containsText("critical alert at " + alerts.site() + ", opened");
            assertThat(first).containsText("LinkDown!");
        }
    }

    /** Neither runs here: what they send to the address, with the credential that they were given, is taken. */
    @Test
    void grafanaZabbixAndPowerShellSendWhatIsTaken(Browser browser) throws IOException {
        Tab tab = open(browser);
        Alerts alerts = Alerts.of("alice@acme.test");
        String grafana = line(tab, "grafana", "alert");
        assertThat(grafana).contains("httpMethod: POST", "authorization_scheme: Bearer");
        accepted(
                part(grafana, "url: (\\S+)"),
                part(grafana, "authorization_credentials: (\\S+)"),
                Files.readString(Path.of("src/test/resources/alerts/grafana.json"))
                        .replace("Zanzibar", alerts.site())
                        .replace("c6eadffa33fcdf37", alerts.site()));

        String zabbix = line(tab, "zabbix", "alert");
        accepted(
                part(zabbix, "name: url\\s+value: '(.+)'"),
                part(zabbix, "name: secret\\s+value: '(.+)'"),
                "{\"event_id\":\"%s\",\"event_value\":\"1\",\"severity\":\"4\",\"host\":\"%<s\",\"message\":\"Down\",\"source\":\"zabbix\"}"
                        .formatted(alerts.site()));
        assertThat(alerts.list("&status=open").getValuesAs(JsonObject.class))
                .extracting(alert -> alert.getString("source"))
                .containsExactlyInAnyOrder("grafana", "zabbix");

        for (String message : List.of("pulse", "alert", "event")) {
            String script = line(tab, "powershell", message);
            Matcher body = Pattern.compile("ConvertTo-Json -Compress (@\\{.*\\})\\)\\)")
                    .matcher(script);
            accepted(
                    part(script, "-Uri '(.+)'"),
                    part(script, "Authorization = 'Bearer (.+)'"),
                    body.find()
                            ? body.group(1)
                                    .replaceAll("(\\w+) = ", "\"$1\":")
                                    .replace("@{", "{")
                                    .replace("; ", ",")
                                    .replace('\'', '"')
                            : null);
        }
    }

    private static String part(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private void accepted(String address, String token, String body) {
        assertThat(address).startsWith(server.uri("").toString());
        ExpectedStatus.require(200, server.api().with(token).post(pathOf(address), body));
    }

    @Test
    void tokensMayDoNothingElseAndOnlyAdministratorsOfTheInstallationMakeThem(Browser browser) {
        Tab tab = open(browser);
        lines(tab, "zabbix", "alert");
        JsonObject token = server.as("alice@acme.test").get("/api/tokens").list().getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("name").equals("Zabbix"))
                .findFirst()
                .orElseThrow();
        assertThat(token.getJsonArray("scopes").toString()).isEqualTo("[\"alerts\"]");
        assertThat(token.get("org_id")).isEqualTo(JsonValue.NULL);
        // they are known to this page only
        tab.page().reload();
        assertThat(PageElements.button(tab, "Create API token")).isVisible();

        Tab bob = browser.visit(server, "bob@acme.test", "acme").open("/integrations");
        assertThat(bob.page().getByRole(AriaRole.MAIN)).containsText("No access");
        assertThat(bob.page().locator("nav a[href='/integrations']")).hasCount(0);
    }
}
