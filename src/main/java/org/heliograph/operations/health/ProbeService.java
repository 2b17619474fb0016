package org.heliograph.operations.health;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;

/** Answers probes by the checks of MicroProfile Health that the application has. */
@ApplicationScoped
public class ProbeService {
    @Inject
    @Any
    private Instance<HealthCheck> found;

    private final Map<Probe, List<HealthCheck>> checks = new EnumMap<>(Probe.class);

    @PostConstruct
    void findChecks() {
        for (Probe probe : Probe.values()) {
            checks.put(probe, found.select(probe.qualifier()).stream().toList());
        }
    }

    /** Never waits. */
    public ProbeReport answer(Probe probe) {
        return new ProbeReport(checks.get(probe).stream().map(HealthCheck::call).toList());
    }
}
