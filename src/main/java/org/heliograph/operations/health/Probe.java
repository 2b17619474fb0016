package org.heliograph.operations.health;

import java.lang.annotation.Annotation;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** What a load balancer or an orchestrator asks, and the qualifier of the checks that decide it. */
public enum Probe {
    /** Whether the process can go on: otherwise only a restart helps. A database that is away must not restart every node. */
    LIVE(Liveness.Literal.INSTANCE),
    /** Whether clients should be sent to this node rather than to another one. */
    READY(Readiness.Literal.INSTANCE),
    /** Whether everything that the start brings, migrations and demo data too, is there. */
    STARTED(Startup.Literal.INSTANCE);

    private final Annotation qualifier;

    Probe(Annotation qualifier) {
        this.qualifier = qualifier;
    }

    Annotation qualifier() {
        return qualifier;
    }
}
