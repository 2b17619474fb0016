package org.heliograph.uptime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHostsTest {
    private final Map<String, String> rows = new HashMap<>(Map.of("status.acme.test", "acme"));
    private long now;
    private int reads;
    private RuntimeException outage;

    private final PageHosts hosts = new PageHosts(
            () -> {
                reads++;
                if (outage != null) {
                    throw outage;
                }
                return rows;
            },
            Optional.of("https://Ops.example:8443/"),
            () -> now);

    @Test
    void pageIsFoundByItsHostInAnyFormOfTheHeader() {
        for (String header : new String[] {
            "status.acme.test", "Status.ACME.test", "status.acme.test:8443", "status.acme.test.", "status.acme.test.:80"
        }) {
            assertThat(hosts.slugAt(header)).as(header).hasValue("acme");
        }
        assertThat(hosts.slugAt("other.acme.test")).isEmpty();
        assertThat(hosts.slugAt("evil.test/status.acme.test")).isEmpty();
        assertThat(hosts.slugAt(null)).isEmpty();
    }

    @Test
    void requestsAtAnAddressOrAtTheInstallationsNameReadNothing() {
        for (String header :
                new String[] {"127.0.0.1:8080", "[::1]:8080", "localhost", "ops.example", "ops.example:8443"}) {
            assertThat(hosts.slugAt(header)).isEmpty();
        }

        assertThat(reads).isZero();
    }

    @Test
    void namesAreKeptForTwoSecondsAndDuringAnOutage() {
        hosts.slugAt("status.acme.test");
        rows.put("status.globex.test", "globex");
        now += TimeUnit.MILLISECONDS.toNanos(1_900);
        assertThat(hosts.slugAt("status.globex.test")).isEmpty();
        now += TimeUnit.MILLISECONDS.toNanos(200);
        assertThat(hosts.slugAt("status.globex.test")).hasValue("globex");
        outage = new IllegalStateException("no database");
        now += TimeUnit.SECONDS.toNanos(60);

        assertThat(hosts.slugAt("status.acme.test")).hasValue("acme");
        assertThat(reads).isEqualTo(3);
    }

    @Test
    void namesOfTheInstallationAreKnown() {
        assertThat(hosts.isInstallation("ops.example", "10.0.0.1")).isTrue();
        assertThat(hosts.isInstallation("intern.example", "Intern.example:8080"))
                .isTrue();
        assertThat(hosts.isInstallation("status.acme.test", "ops.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status.example.org", "a.b", "xn--bcher-kva.example", "1.2.example", "status.localhost"})
    void hostNames(String name) {
        assertThat(HostName.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.1",
                "[::1]",
                "a..b",
                "-a.example",
                "a-.example",
                "a_b.example",
                "https://a.example",
                "a.example:80",
                "a.example.",
                "*.example.org",
                "bücher.example",
                "a.example\n"
            })
    void others(String name) {
        assertThat(HostName.isName(name)).isFalse();
    }
}
