package org.heliograph.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests that need curl where it is missing; fails on the build server. */
public final class Curl implements ExecutionCondition {
    private static final String INSTALL = "the tests of the agent need curl: apt-get install -y curl";

    /** Finds an executable in the path. */
    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (find("curl").isPresent()) {
            return ConditionEvaluationResult.enabled("curl is installed");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(INSTALL);
        }
        return ConditionEvaluationResult.disabled(INSTALL);
    }
}
