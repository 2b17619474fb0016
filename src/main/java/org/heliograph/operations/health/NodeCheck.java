package org.heliograph.operations.health;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A check with a name. One that fails to decide is DOWN. */
final class NodeCheck implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(NodeCheck.class.getName());

    private final String name;
    private final Supplier<Finding> procedure;

    /** @param procedure reads what is known, and waits for nothing */
    NodeCheck(String name, Supplier<Finding> procedure) {
        this.name = name;
        this.procedure = procedure;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            return procedure.get().response(name);
        } catch (RuntimeException failed) {
            LOG.log(Level.FINE, failed, () -> "the health check " + name + " failed");
            return Finding.unfitFor(Optional.of(
                            "the check itself failed: " + failed.getClass().getSimpleName()))
                    .response(name);
        }
    }
}
