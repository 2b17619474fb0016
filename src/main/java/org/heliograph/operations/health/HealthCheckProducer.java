package org.heliograph.operations.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The checks of this node as beans of MicroProfile Health: for the probes of this application, and for a server that has MicroProfile
 * Health itself. None of them waits: they report what threads of their own have found.
 */
@ApplicationScoped
public class HealthCheckProducer {
    @Produces
    @Liveness
    static HealthCheck deadlock(DeadlockDetector detector) {
        return new NodeCheck("deadlock", () -> {
            List<String> threads = detector.deadlocked();
            return Finding.unfitFor(
                    threads.isEmpty()
                            ? Optional.empty()
                            : Optional.of("threads wait for one another for ever: " + String.join(", ", threads)));
        });
    }

    @Produces
    @Startup
    @Readiness
    static HealthCheck start(HealthService service) {
        return new NodeCheck("start", () -> Finding.unfitFor(service.starting()));
    }

    @Produces
    @Readiness
    static HealthCheck drain(HealthService service) {
        return new NodeCheck(
                "drain", () -> Finding.unfitFor(service.draining()).with("connections", service.connections()));
    }

    @Produces
    @Readiness
    static HealthCheck database(HealthService service) {
        return new NodeCheck("database", service::database);
    }

    @Produces
    @Readiness
    static HealthCheck jobs(HealthService service) {
        return new NodeCheck("jobs", service::jobs);
    }

    /** Every node shares Redis and goes on without it: never a reason to take a node out of service. */
    @Produces
    @Readiness
    static HealthCheck redis(HealthService service) {
        return new NodeCheck("redis", () -> Finding.fitDespite(service.redis()));
    }

    /** Any node gives the numbers: never a reason to take a node out of service. */
    @Produces
    @Readiness
    static HealthCheck log(HealthService service) {
        return new NodeCheck(
                "log",
                () -> Finding.fitDespite(service.log()).with("oldestPendingMillis", service.oldestPendingMillis()));
    }
}
