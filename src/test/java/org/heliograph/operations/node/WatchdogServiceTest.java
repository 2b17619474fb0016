package org.heliograph.operations.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the watchdog's unit, with programs in the place of curl and systemctl. */
class WatchdogServiceTest {
    private static final Path UNIT = Path.of("server-config/systemd/heliograph-watchdog.service");
    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    private Path programs;

    /** The script of {@code ExecStart}, as systemd hands it to the shell. */
    private static String script() throws IOException {
        Matcher command =
                Pattern.compile("(?ms)^ExecStart=/bin/sh -c '([^']*)'$").matcher(Files.readString(UNIT));
        assertThat(command.find()).isTrue();
        return command.group(1).replace("\\\n", " ").replace("$$", "$").replace("%%", "%");
    }

    private void program(String name, String text) throws IOException {
        Path program = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** What the watchdog starts. @param answers status codes of the attempts, the last one again and again */
    private List<String> run(String state, String... answers) throws IOException, InterruptedException {
        Path left = Files.writeString(programs.resolve("answers"), String.join("\n", answers) + "\n");
        Path started = programs.resolve("started");
        Files.deleteIfExists(started);
        program("sleep", "");
        program(
                "curl",
                "sed -n 1p '" + left + "' | tr -d '\\n'; [ $(wc -l < '" + left + "') = 1 ] || sed -i 1d '" + left
                        + "'");
        program(
                "systemctl",
                "if [ \"$1\" = is-active ]; then echo " + state + "; else echo \"$*\" >> '" + started + "'; fi");
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", script()).redirectErrorStream(true);
        shell.environment().merge("PATH", programs.toString(), (before, first) -> first + ":" + before);
        Process process = shell.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        return Files.exists(started) ? Files.readAllLines(started) : List.of();
    }

    @Test
    void aNodeThatDoesNotAnswerOrSaysThatOnlyARestartHelpsIsRestarted() throws Exception {
        List<String> restart = List.of("try-restart --no-block heliograph.service");
        assertThat(run("active", "000")).isEqualTo(restart);
        assertThat(run("active", "503")).isEqualTo(restart);
    }

    @Test
    void aNodeThatAnswersOnceIsLeftAlone() throws Exception {
        assertThat(run("active", "200")).isEmpty();
        assertThat(run("active", "000", "503", "000", "200")).isEmpty();
    }

    @Test
    void aServerOnWhichTheApplicationIsBeingDeployedIsLeftAlone() throws Exception {
        assertThat(run("active", "404")).isEmpty();
        assertThat(run("active", "000", "404")).isEmpty();
    }

    @Test
    void aNodeThatStartsOrStopsMeanwhileIsLeftAlone() throws Exception {
        for (String state : List.of("activating", "deactivating", "inactive", "failed")) {
            assertThat(run(state, "000")).as(state).isEmpty();
        }
    }
}
