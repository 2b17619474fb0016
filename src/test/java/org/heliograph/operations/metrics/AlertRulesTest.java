package org.heliograph.operations.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.heliograph.testing.RequiredProgram;
import org.junit.jupiter.api.Test;

/** The alert rules for Prometheus, checked and tested by Prometheus' own tool. */
class AlertRulesTest {
    private static final Path FOLDER = Path.of("server-config/prometheus");
    private static final Path RULES = FOLDER.resolve("heliograph.rules.yml");
    private static final Path TESTS = FOLDER.resolve("tests/heliograph.test.yml");
    private static final Path PROGRAM = Path.of("/usr/bin/promtool");
    private static final Pattern ALERT =
            Pattern.compile("- alert: (\\w+)\n(.*?)\n        annotations:", Pattern.DOTALL);

    private static List<MatchResult> rules() throws IOException {
        return ALERT.matcher(Files.readString(RULES)).results().toList();
    }

    /** Skips the test where Debian's package is missing, except in CI. */
    private static void promtool(String... arguments) throws IOException, InterruptedException {
        RequiredProgram.require(Files.isExecutable(PROGRAM), "promtool comes with: apt-get install prometheus");
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    @Test
    void everyRuleFiresForItsTroubleAndForNothingElse() throws IOException, InterruptedException {
        promtool("test", "rules", TESTS.toString());
    }

    @Test
    void prometheusTakesTheFiles() throws IOException, InterruptedException {
        promtool("check", "rules", RULES.toString());
        promtool(
                "check",
                "config",
                "--syntax-only",
                FOLDER.resolve("prometheus.yml").toString());
    }

    @Test
    void everyRuleHasATestInWhichItFires() throws IOException {
        String tests = Files.readString(TESTS);

        assertThat(rules()).hasSizeGreaterThan(15);
        for (MatchResult rule : rules()) {
            assertThat(tests)
                    .containsPattern(
                            "alertname: " + rule.group(1) + "\n        eval_time: \\w+\n        exp_alerts:\n");
        }
    }

    @Test
    void everyRuleNamesMetricsThatExist() throws IOException {
        PromQl promQl = new PromQl();
        for (MatchResult rule : rules()) {
            if (!rule.group(2).contains("expr: up{")) {
                promQl.check(rule.group(2));
            }
        }
    }
}
