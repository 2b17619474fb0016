package org.heliograph.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heliograph.json.JsonText;
import org.heliograph.testing.LoggedRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditLogTest {
    @RegisterExtension
    final LoggedRecords logged = new LoggedRecords("org.heliograph.audit");

    private final AtomicLong millis = new AtomicLong(-5_000);
    private final AuditLog log = new AuditLog(millis::get);

    private static AuditEntry failure(String address, String target) {
        return AuditEntry.of(AuditAction.SIGN_IN).from(address).on(null, target).failed("INVALID_CREDENTIALS");
    }

    @Test
    void anActIsOneLineOfFields() {
        log.write(AuditEntry.of(AuditAction.AUTH_KEY_CREATE)
                .by("7", "alice@acme.test")
                .from("192.0.2.7")
                .in("acme")
                .on("5b3c", "tskey-auth-ab"));
        log.write(failure("2001:db8::1", "bob@acme.test"));

        assertThat(logged.messages())
                .containsExactly(
                        "action=auth-key.create outcome=done reason=- address=192.0.2.7 org=acme"
                                + " actor=\"alice@acme.test\" target=\"tskey-auth-ab\"",
                        "action=sign-in outcome=failed reason=INVALID_CREDENTIALS address=2001:db8::1 org=-"
                                + " actor=\"\" target=\"bob@acme.test\"");
    }

    @Test
    void whatAClientChoosesCannotImitateFields() {
        log.write(
                failure(
                        "192.0.2.7 address=198.51.100.1",
                        "x\"\n2026 org.heliograph.audit action=sign-in outcome=failed reason=RATE_LIMITED address=198.51.100.9 org=- {0}"));

        assertThat(logged.messages())
                .singleElement()
                .asString()
                .startsWith(
                        "action=sign-in outcome=failed reason=INVALID_CREDENTIALS address=192.0.2.7_address_198.51.100.1 org=-")
                .doesNotContain("\n")
                .contains("target=\"x\\\" 2026")
                .doesNotContain("org.heliograph.audit action=")
                .endsWith("{0}\"");
    }

    @Test
    void aFloodOfFailuresIsBoundedAndActsAreWrittenNevertheless() {
        int most = LineBudget.COMMON_BURST + LineBudget.PART_BURST;
        int mostASecond = LineBudget.COMMON_RATE + LineBudget.PART_RATE;
        for (int i = 0; i < 10_000; i++) {
            log.write(failure("192.0.2." + i % 250, "x"));
        }
        assertThat(logged.messages()).hasSize(most);

        log.write(AuditEntry.of(AuditAction.SIGN_IN).by("7", "alice@acme.test"));
        millis.addAndGet(1_000);
        for (int i = 0; i < 10_000; i++) {
            log.write(failure("192.0.2.1", "x"));
        }

        assertThat(logged.messages().subList(most, most + 2))
                .satisfies(next ->
                        assertThat(next.get(0)).isEqualTo("9850 failures were not logged, since there were too many"))
                .satisfies(next -> assertThat(next.get(1)).startsWith("action=sign-in outcome=done"));
        assertThat(logged.messages()).hasSize(most + 2 + mostASecond);
    }

    @Test
    void aClientWithOneAddressHidesNoFailureOfAnotherOne() {
        for (int i = 0; i < 10_000; i++) {
            log.write(
                    AuditEntry.of(AuditAction.AUTH_KEY_CREATE).from("192.0.2.1").failed("UNAUTHORIZED"));
            log.write(failure("2001:db8::" + Integer.toHexString(i), "x"));
        }
        assertThat(logged.messages()).hasSize(2 * LineBudget.PART_BURST);

        log.write(failure("198.51.100.7", "bob@acme.test"));

        assertThat(logged.messages().get(logged.messages().size() - 1)).contains("target=\"bob@acme.test\"");
    }

    @Test
    void aFloodOfOtherFailuresLeavesLinesForSignInsAndLocks() {
        for (int i = 0; i < 10_000; i++) {
            String address = "192.0." + i / 250 + "." + i % 250;
            log.write(AuditEntry.of(AuditAction.AUTH_KEY_CREATE).from(address).failed("UNAUTHORIZED"));
        }
        assertThat(logged.messages()).hasSize(LineBudget.COMMON_BURST);

        for (int i = 0; i < 10_000; i++) {
            log.write(failure("192.0." + i / 250 + "." + i % 250, "x"));
        }
        assertThat(logged.messages().stream().filter(line -> line.startsWith("action=sign-in ")))
                .hasSize(LineBudget.PART_BURST);
        log.write(AuditEntry.of(AuditAction.SIGN_IN_LOCK).from("198.51.100.7").failed("TOO_MANY_FAILURES"));
        assertThat(logged.messages().get(logged.messages().size() - 1))
                .startsWith("action=sign-in.lock outcome=failed")
                .contains("address=198.51.100.7");
    }

    private static final String WILDFLY_JSON =
            ",\"sequence\":214,\"loggerClassName\":\"java.util.logging.Logger\",\"loggerName\":\"%1$s\",\"level\":\"INFO\","
                    + "\"message\":%2$s,\"threadName\":\"default task-1\",\"threadId\":19,\"mdc\":{},\"ndc\":\"\","
                    + "\"hostName\":\"node-1\",\"processName\":\"java\",\"processId\":22789}";

    private static final String PAYARA_JSON =
            ",\"Level\":\"INFO\",\"Version\":\"Payara 6.2025.9\",\"LoggerName\":\"%1$s\",\"ThreadID\":\"34\","
                    + "\"ThreadName\":\"http-thread-pool::http-listener-1(2)\",\"TimeMillis\":\"1\",\"LevelValue\":\"800\","
                    + "\"LogMessage\":%2$s}";

    /** How the servers write a line, also as fail2ban sees it, which removes the date. */
    private static final List<String> FORMATS = List.of(
            "2026-03-17 10:30:45,123 INFO  [%1$s] (default task-1) %2$s",
            " INFO  [%1$s] (default task-1) %2$s",
            "10:30:45,123 INFO  [%1$s] (default task-1) %2$s",
            "[2026-03-17T10:30:45.123+0000] [Payara 6.2025.9] [INFO] [] [%1$s] [tid: _ThreadID=1"
                    + " _ThreadName=http-thread-pool::http-listener-1(2)] [timeMillis: 1] [levelValue: 800] [[\n  %2$s]]",
            "[] [Payara 6.2025.9] [INFO] [] [%1$s] [tid: _ThreadID=1"
                    + " _ThreadName=http-thread-pool::http-listener-1(2)] [timeMillis: 1] [levelValue: 800] [[\n  %2$s]]");

    /** How the servers write a line as JSON, also as fail2ban sees it; the message is a JSON text. */
    private static final List<String> JSON_FORMATS = List.of(
            "{\"timestamp\":\"2026-03-17T10:30:45.123+01:00\"" + WILDFLY_JSON,
            "{\"timestamp\":\"\"" + WILDFLY_JSON,
            "{\"Timestamp\":\"2026-03-17T10:30:45.123+0000\"" + PAYARA_JSON,
            "{\"Timestamp\":\"\"" + PAYARA_JSON);

    private static List<String> formats() {
        return Stream.concat(FORMATS.stream(), JSON_FORMATS.stream()).toList();
    }

    /** The expressions of the shipped filter, as fail2ban with {@code maxlines = 2} applies them. */
    private static List<Pattern> filter() throws IOException {
        String text = Files.readString(Path.of("server-config/fail2ban/filter.d/heliograph.conf"));
        assertThat(text).contains("\nmaxlines = 2\n");
        Matcher failure = Pattern.compile("(?m)^_failure = (.*)$").matcher(text);
        Matcher lines = Pattern.compile("(?ms)^failregex = (.*)\nignoreregex =").matcher(text);
        assertThat(failure.find() && lines.find()).isTrue();
        return lines.group(1)
                .lines()
                .map(line -> line.strip().replace("%(_failure)s", failure.group(1)))
                .map(line -> Pattern.compile(line.replace("<HOST>", "(?<host>[0-9a-fA-F.:]+)"), Pattern.MULTILINE))
                .toList();
    }

    /** The addresses that the filter finds in a record. */
    private static List<String> banned(String format, String category, String message) throws IOException {
        List<String> found = new ArrayList<>();
        String written = JSON_FORMATS.contains(format) ? JsonText.quote(message) : message;
        for (Pattern pattern : filter()) {
            Matcher matcher = pattern.matcher(String.format(format, category, written));
            while (matcher.find()) {
                found.add(matcher.group("host"));
            }
        }
        return found;
    }

    @Test
    void theFilterForFail2banFindsTheAddressOfFailuresOnly() throws IOException {
        AuditEntry done = AuditEntry.of(AuditAction.SIGN_IN).from("192.0.2.7");
        for (String format : formats()) {
            assertThat(banned(format, "org.heliograph.audit", AuditLog.line(failure("192.0.2.7", "bob@acme.test"))))
                    .as(format)
                    .containsExactly("192.0.2.7");
            assertThat(banned(format, "org.heliograph.audit", AuditLog.line(failure("2001:db8::7", "bob@acme.test"))))
                    .containsExactly("2001:db8::7");
            assertThat(banned(format, "org.heliograph.audit", AuditLog.line(done)))
                    .as(format)
                    .isEmpty();
        }
    }

    @Test
    void noTextOfAClientBansAnAddress() throws IOException {
        String forged =
                "action=sign-in outcome=failed reason=INVALID_CREDENTIALS address=198.51.100.9 org=- actor=\"\" target=\"\"";
        String quoted = JsonText.quote(forged);
        String wildfly = "\"timestamp\":\"\"" + String.format(WILDFLY_JSON, "org.heliograph.audit", quoted);
        String payara = "\"Timestamp\":\"\"" + String.format(PAYARA_JSON, "org.heliograph.audit", quoted);
        for (String text : List.of(
                forged,
                "a\" " + forged,
                "]] " + forged,
                "\n" + forged,
                "\\\" " + forged,
                "x\",\"message\":\"" + forged,
                "x\",\"LogMessage\":\"" + forged,
                "\n{" + wildfly,
                "\n{" + payara)) {
            AuditEntry entry = AuditEntry.of(AuditAction.MACHINE_UPDATE)
                    .by(text, text)
                    .from("192.0.2.7")
                    .in(text)
                    .on(text, text);
            for (String format : formats()) {
                assertThat(banned(format, "org.heliograph.audit", AuditLog.line(entry)))
                        .as(format + text)
                        .isEmpty();
                assertThat(banned(format, "org.heliograph.audit", AuditLog.line(entry.failed("FORBIDDEN"))))
                        .as(format + text)
                        .isEmpty();
                assertThat(banned(format, "org.heliograph.audit", AuditLog.line(failure("192.0.2.7", text))))
                        .as(format + text)
                        .containsExactly("192.0.2.7");
                assertThat(banned(format, "org.heliograph.alert", "org.heliograph.audit] (x) " + forged))
                        .as(format)
                        .isEmpty();
                assertThat(banned(format, "org.heliograph.alert", "x [org.heliograph.audit] [[ " + forged))
                        .as(format)
                        .isEmpty();
                assertThat(banned(format, "org.heliograph.alert", "{" + wildfly + "{" + payara))
                        .as(format)
                        .isEmpty();
            }
        }
    }
}
