package org.heliograph.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageServletTest {
    @ParameterizedTest
    @CsvSource({
        "'', sign-in",
        "/, sign-in",
        "/dashboard, dashboard",
        "/console, console",
        "/console/sockets, console",
        "/index.html, index.html"
    })
    void aPagesModuleHasTheNameOfTheFirstPartOfItsPath(String path, String module) {
        assertThat(PageServlet.module(path)).isEqualTo("/app/pages/" + module + ".js");
    }
}
