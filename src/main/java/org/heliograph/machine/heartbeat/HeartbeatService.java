package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.machine.MachineStatus;
import org.heliograph.rest.ApiException;

/** Takes heartbeats. A routine one costs the query for its key: its time is collected and written later. */
@ApplicationScoped
public class HeartbeatService {
    /** Seconds between two heartbeats, as agents are told. */
    public static final int INTERVAL_SECONDS = 30;

    private NodeKeyLookup keys;
    private LastSeenBuffer buffer;
    private HeartbeatUpdater reports;
    private Clock clock;

    /** For the container's proxies. */
    protected HeartbeatService() {}

    @Inject
    HeartbeatService(NodeKeyLookup keys, LastSeenBuffer buffer, HeartbeatUpdater reports, Clock clock) {
        this.keys = keys;
        this.buffer = buffer;
        this.reports = reports;
        this.clock = clock;
    }

    /** A machine and how it is after its report. */
    public record HeartbeatResult(String machineId, MachineStatus status) {}

    /** @throws ApiException 401 {@code INVALID_NODE_KEY} */
    public HeartbeatResult hear(String nodeKey, HeartbeatRequest report) {
        Instant now = Timestamps.now(clock);
        String hash = SecureTokens.hash(nodeKey);
        NodeKeyLookup.Known machine = keys.find(hash).orElseThrow(HeartbeatService::refused);
        if (report.isRoutine(machine) && buffer.add(new LastSeen(machine.id(), now))) {
            return new HeartbeatResult(machine.id(), machine.status());
        }
        MachineStatus status = reports.report(machine.id(), hash, report, now).orElseThrow(HeartbeatService::refused);
        return new HeartbeatResult(machine.id(), status);
    }

    private static ApiException refused() {
        return new ApiException(401, "INVALID_NODE_KEY", "This node key belongs to no machine; register again.");
    }
}
