package org.heliograph.operations.system;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.event.Timestamps;
import org.heliograph.operations.health.Finding;
import org.heliograph.operations.health.HealthService;
import org.heliograph.operations.nodes.NodeIdentity;
import org.heliograph.platform.RunningTime;
import org.heliograph.platform.ScheduledJob;

/** Looks at the health of this node each second. Reads memory only, so that an outage of the database has its right times. */
@ApplicationScoped
public class SystemMonitor {
    @Inject
    private HealthService health;

    @Inject
    private RunningTime time;

    @Inject
    private Clock clock;

    @Inject
    private NodeIdentity identity;

    private ChangeDetector detector;

    @PostConstruct
    void configure() {
        detector = new ChangeDetector(identity.name());
    }

    @Produces
    static ScheduledJob job(SystemMonitor monitor) {
        return new ScheduledJob("system-watch", Duration.ofSeconds(1), monitor::look);
    }

    /** Called every second. */
    public void look() {
        detector.observe(HealthState.of(health.ready()), symptoms(), time.nanos(), Timestamps.now(clock));
    }

    private Map<Trouble, Symptom> symptoms() {
        Map<Trouble, Symptom> symptoms = new EnumMap<>(Trouble.class);
        add(symptoms, Trouble.DATABASE, health.database());
        add(symptoms, Trouble.JOBS, health.jobs());
        add(symptoms, Trouble.BROKER, health.redis());
        add(symptoms, Trouble.LAG, health.log());
        return symptoms;
    }

    private static void add(Map<Trouble, Symptom> to, Trouble trouble, Finding finding) {
        finding.reason().ifPresent(reason -> to.put(trouble, new Symptom(!finding.fit(), reason)));
    }

    private static void add(Map<Trouble, Symptom> to, Trouble trouble, Optional<String> reason) {
        reason.ifPresent(words -> to.put(trouble, new Symptom(false, words)));
    }

    /** The health of this node, as far as it lasts. */
    HealthState state() {
        return detector.health();
    }

    /** What has changed and is not published yet, oldest first. */
    List<SystemEvent> pending() {
        return detector.pending();
    }

    /** Removes what has been published. */
    void discard(long upTo) {
        detector.discard(upTo);
    }

    /** What is to be published when this node stops. */
    List<SystemEvent> farewell() {
        return detector.farewell(Timestamps.now(clock));
    }
}
