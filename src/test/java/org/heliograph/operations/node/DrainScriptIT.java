package org.heliograph.operations.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.heliograph.agent.Curl;
import org.heliograph.testing.ApiToken;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The script that administrators run before they stop a node. */
@ExtendWith(Curl.class)
class DrainScriptIT {
    private static final int PATIENCE_SECONDS = 40;
    private final Server server = Server.shared();
    private final Fleet acme = Fleet.acme(server);
    private final ApiToken operator = ApiToken.of(acme.admin(), "administer");

    private record Outcome(int code, String text) {}

    @AfterEach
    void takeBack() {
        acme.admin().delete("/api/operations/drain").data();
        operator.close();
    }

    private Outcome run(ApiToken token, String... arguments) throws IOException, InterruptedException {
        return run(token.text(), arguments);
    }

    private Outcome run(String token, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("sh", "server-config/drain.sh"),
                        Stream.concat(
                                Stream.of(arguments), Stream.of(server.uri("").toString())))
                .toList();
        ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
        script.environment().putAll(Map.of("HELIOGRAPH_TOKEN", token, "HELIOGRAPH_DRAIN_SECONDS", "1"));
        Process process = script.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.exitValue(), text);
    }

    @Test
    void exitsWhenNoSocketIsLeftAndCanBeUndone() throws Exception {
        SocketClient socket = acme.connect(acme.admin());

        Outcome drained = run(operator);

        assertThat(drained.text()).contains("has no sockets");
        assertThat(drained.code()).isZero();
        assertThat(socket.end().code()).isEqualTo(1001);
        assertThat(server.api().get("/health").status()).isEqualTo(503);
        Outcome undone = run(operator, "--undo");
        assertThat(undone.text()).contains("takes sockets again");
        assertThat(server.api().get("/health").status()).isEqualTo(200);
    }

    @Test
    void takesCredentialsFromAFileThatOnlyItsOwnerMayRead(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("operator.env");
        Files.writeString(file, "# for drain.sh\nHELIOGRAPH_TOKEN=\"" + operator.text() + "\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Outcome refused = run("hgt_other", "--credentials", file.toString());
        assertThat(refused.text()).contains("others may read").doesNotContain(operator.text());
        assertThat(refused.code()).isEqualTo(1);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Outcome undone = run("hgt_other", "--credentials", file.toString(), "--undo");
        assertThat(undone.text()).contains("takes sockets again");
        assertThat(run("hgt_other", "--credentials", folder + "/none").text()).contains("cannot read");
    }

    @Test
    void reportsAMissingPermission() throws Exception {
        try (ApiToken reader = ApiToken.of(acme.admin(), "read")) {
            Outcome refused = run(reader);

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.text())
                    .contains("refused")
                    .contains("FORBIDDEN")
                    .contains("scope administer")
                    .doesNotContain(reader.text());
        }
        assertThat(run("hgt_" + "x".repeat(43)).text()).contains("UNAUTHORIZED");
        for (String none : new String[] {"", "a-password", "hgt_x\"y"}) {
            assertThat(run(none).text()).contains("HELIOGRAPH_TOKEN is not set to an API token");
        }
    }
}
