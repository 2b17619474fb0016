package org.heliograph.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.heliograph.testing.RawHttp;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application server itself would serve on the port of the application: the scripts in {@code server-config} close it. */
class ServerDoorsAttackIT {
    private static final Duration START = Duration.ofSeconds(60);

    private final Server server = Server.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wildfly-services",
                "/wildfly-services/ejb/v1/discover",
                "/wildfly-services/naming/v1/lookup/x",
                "/wildfly-services/txn/v1/ut/begin",
                "/console/",
                "/console/index.html",
                "/management",
                "/metrics/base",
                "/mp-health",
                "/__asadmin/version",
                "/ejb-invoker/ejb"
            })
    void pathsOfTheServerLeadNowhere(String path) {
        for (String method : new String[] {"GET", "POST"}) {
            RawHttp.Response response =
                    new RawHttp(server).send(method, path, method.equals("POST") ? new byte[0] : null);

            // 403: Payara's metrics are off, and their path is still theirs; /metrics is ours, see MetricsIT
            assertThat(response.status()).as(method).isIn(401, 403, 404, 405);
            assertThat(response.header("Location")).isEmpty();
            assertThat(response.body()).contains("error").doesNotContain("jvm", "WildFly", "Payara");
        }
    }

    /** WildFly would redirect this path to its management console. */
    @Test
    void theConsoleIsThePageOfTheApplication() {
        RawHttp.Response response = new RawHttp(server).send("GET", "/console", null);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Location")).isEmpty();
        assertThat(response.body()).contains("<title>Heliograph</title>");
    }

    /** The check that finds nothing has read everything, and asking has left no error in the log. */
    @Test
    void theStartFindsNothingOpen() {
        await().atMost(START).until(() -> server.log().contains(" the server is configured as server-config/"));

        assertThat(server.log())
                .contains("Heliograph ")
                .doesNotContain("strangers more easily than it must")
                .doesNotContain("ERROR [org.jboss.as.controller.management-operation]");
    }
}
