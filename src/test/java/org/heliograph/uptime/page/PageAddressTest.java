package org.heliograph.uptime.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageAddressTest {
    private static PageView page(String host) {
        return new PageView("p", "acme", "Acme", false, false, List.of(), List.of(), Appearance.NONE, host, false);
    }

    @Test
    void pageIsBelowTheInstallationUnlessItHasAHostOfItsOwn() {
        PageAddress below = PageAddress.of(page(null), "https://ops.example");
        PageAddress own = PageAddress.of(page("status.acme.test"), "https://ops.example");

        assertThat(below.link()).isEqualTo("https://ops.example/status/acme");
        assertThat(below.data(page(null))).isEqualTo("https://ops.example/v1/status/acme");
        assertThat(own.link()).isEqualTo("https://status.acme.test/");
        assertThat(own.data(page("status.acme.test"))).isEqualTo("https://status.acme.test/v1/status/acme");
        assertThat(PageAddress.of(page("status.acme.test"), "http://localhost:8080")
                        .link())
                .isEqualTo("http://status.acme.test:8080/");
    }
}
