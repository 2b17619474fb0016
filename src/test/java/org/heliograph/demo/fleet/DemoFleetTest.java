package org.heliograph.demo.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.FakeServer;
import org.heliograph.demo.scenario.FakeServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFleetTest {
    private static final Answer MACHINE = new Answer(200, "{\"success\":true,\"data\":{\"node_key\":\"n\"}}");
    private static final Answer DISABLED =
            new Answer(403, "{\"success\":false,\"error\":{\"code\":\"MACHINE_DISABLED\",\"message\":\"no\"}}");
    private static final Answer WRONG =
            new Answer(401, "{\"success\":false,\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"no\"}}");

    @TempDir
    private Path folder;

    private DemoFleet fleet(int machines) {
        List<MachineProfile> profiles = MachineProfile.fleet(machines);
        return new DemoFleet(profiles, new DemoKeyStore(folder.resolve("state.json")), new SplittableRandom(1), 0);
    }

    private static Answer signIn(String call) {
        return call.contains("/api/auth/login")
                ? new Answer(200, "{\"success\":true,\"data\":{\"token\":\"t\"}}")
                : new Answer(200, "{\"success\":true,\"data\":{\"key\":\"k\"}}");
    }

    @Test
    void keepsOtherMachinesReportingWithFewRegistrationsWhenOneIsDisabled() throws Exception {
        String disabled = MachineProfile.fleet(8).get(0).name();
        try (FakeServer server = new FakeServer(call -> {
            if (call.contains("register") && call.contains(disabled)) {
                return DISABLED;
            }
            return call.startsWith("POST /api/register-machine") || call.startsWith("POST /api/machine")
                    ? MACHINE
                    : signIn(call);
        })) {
            DemoApi api = new DemoApi(server.url());
            DemoFleet fleet = fleet(8);

            fleet.begin(api, 0);
            for (long now = 0; now < 120_000; now += 1_000) {
                fleet.act(api, now);
            }

            assertThat(server.calls("POST /api/keys")).isLessThanOrEqualTo(4);
            assertThat(server.calls("POST /api/register-machine")).isLessThan(20);
            assertThat(server.calls("POST /api/machine-heartbeat")).isGreaterThan(15);
        }
    }

    @Test
    void stopsSigningInAfterItsPasswordWasRefused() {
        try (FakeServer server = new FakeServer(call -> WRONG)) {
            DemoApi api = new DemoApi(server.url());

            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> api.as(DemoApi.ALICE, "GET", "/api/auth/me", null))
                        .isInstanceOf(DemoApi.SignedOut.class);
            }

            assertThat(server.calls("POST /api/auth/login")).isEqualTo(1);
        }
    }
}
