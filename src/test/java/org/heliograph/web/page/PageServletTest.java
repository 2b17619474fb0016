package org.heliograph.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageServletTest {
    @ParameterizedTest
    @CsvSource({
        "'',, sign-in",
        "/,, sign-in",
        "/dashboard,, dashboard",
        "/console,, console",
        "/console/sockets,, console",
        "/machines,, machines",
        "/machines,/, machines",
        "/machines,/7f3a, machine",
        "/alerts,/7f3a, alert",
        "/index.html,, index.html"
    })
    void aPagesModuleHasTheNameOfTheFirstPartOfItsPathAndOneOfItsOwnAboutOneThing(
            String path, String rest, String module) {
        assertThat(PageServlet.module(path, rest)).isEqualTo("/app/pages/" + module + ".js");
    }
}
