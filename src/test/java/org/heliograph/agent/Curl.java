package org.heliograph.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what needs curl where there is none; on the build server that is a failure. */
public final class Curl implements ExecutionCondition {
    private static final String INSTALL = "no curl here; the agent's tests need it: apt-get install -y curl";

    /** A program of this machine. */
    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (find("curl").isPresent()) {
            return ConditionEvaluationResult.enabled("curl is there");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(INSTALL);
        }
        return ConditionEvaluationResult.disabled(INSTALL);
    }
}
