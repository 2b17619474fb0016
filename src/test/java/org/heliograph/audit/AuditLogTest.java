package org.heliograph.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                .endsWith("{0}\"");
    }

    @Test
    void aFloodOfFailuresIsBoundedAndActsAreWrittenNevertheless() {
        for (int i = 0; i < 10_000; i++) {
            log.write(failure("192.0.2." + i % 250, "x"));
        }
        assertThat(logged.messages()).hasSize(AuditLog.BURST);

        log.write(AuditEntry.of(AuditAction.SIGN_IN).by("7", "alice@acme.test"));
        millis.addAndGet(1_000);
        for (int i = 0; i < 10_000; i++) {
            log.write(failure("192.0.2.1", "x"));
        }

        assertThat(logged.messages().subList(AuditLog.BURST, AuditLog.BURST + 2))
                .satisfies(next ->
                        assertThat(next.get(0)).isEqualTo("9800 failures were not logged, since there were too many"))
                .satisfies(next -> assertThat(next.get(1)).startsWith("action=sign-in outcome=done"));
        assertThat(logged.messages()).hasSize(AuditLog.BURST + 2 + AuditLog.RATE);
    }

    /** The formats of WildFly's and Payara's server.log. */
    @Test
    void theFilterForFail2banFindsTheAddressOfFailuresOnly() throws IOException {
        String filter = Files.readAllLines(Path.of("server-config/fail2ban/filter.d/heliograph.conf")).stream()
                .filter(line -> line.startsWith("failregex = "))
                .findFirst()
                .orElseThrow()
                .substring("failregex = ".length());
        Pattern failure = Pattern.compile(filter.replace("<HOST>", "(?<host>[0-9a-fA-F.:]+)"));
        String failed = AuditLog.line(failure("192.0.2.7", "a\" address=198.51.100.9 org="));

        for (String prefix : List.of(
                "2026-03-17 10:30:45,123 INFO  [org.heliograph.audit] (default task-1) ",
                "[2026-03-17T10:30:45.123+0000] [Payara 6] [INFO] [] [org.heliograph.audit] [tid: _ThreadID=1] [[ ")) {
            Matcher found = failure.matcher(prefix + failed);
            assertThat(found.find()).as(prefix + failed).isTrue();
            assertThat(found.group("host")).isEqualTo("192.0.2.7");
            assertThat(failure.matcher(prefix
                                    + AuditLog.line(
                                            AuditEntry.of(AuditAction.SIGN_IN).from("192.0.2.7")))
                            .find())
                    .isFalse();
        }
    }
}
