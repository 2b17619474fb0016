package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Secrets;
import org.heliograph.machine.MachineStatus;
import org.heliograph.rest.ApiException;

/** Takes heartbeats. A routine one costs the query for its key: its time is collected and written later. */
@ApplicationScoped
public class Heartbeats {
    /** Seconds between two heartbeats, as agents are told. */
    public static final int INTERVAL_SECONDS = 30;

    private NodeKeys keys;
    private LastSeenBuffer buffer;
    private Reports reports;
    private Clock clock;

    /** For the container's proxies. */
    protected Heartbeats() {}

    @Inject
    Heartbeats(NodeKeys keys, LastSeenBuffer buffer, Reports reports, Clock clock) {
        this.keys = keys;
        this.buffer = buffer;
        this.reports = reports;
        this.clock = clock;
    }

    /** A machine and how it is after its report. */
    public record Heard(String machineId, MachineStatus status) {}

    /** @throws ApiException 401 {@code INVALID_NODE_KEY} */
    public Heard hear(String nodeKey, Report report) {
        Instant now = Timestamps.now(clock);
        String hash = Secrets.hash(nodeKey);
        NodeKeys.Known machine = keys.find(hash).orElseThrow(Heartbeats::refused);
        if (report.isRoutine(machine) && buffer.add(new Seen(machine.id(), now))) {
            return new Heard(machine.id(), machine.status());
        }
        MachineStatus status = reports.report(machine.id(), hash, report, now).orElseThrow(Heartbeats::refused);
        return new Heard(machine.id(), status);
    }

    private static ApiException refused() {
        return new ApiException(401, "INVALID_NODE_KEY", "This node key belongs to no machine; register again.");
    }
}
