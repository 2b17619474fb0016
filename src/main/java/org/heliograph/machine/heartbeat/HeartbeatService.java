package org.heliograph.machine.heartbeat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.machine.heartbeat.HeartbeatRepository.MachineSnapshot;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;

/** Processes heartbeats. A routine one costs one query; its time is buffered and written later. */
@ApplicationScoped
public class HeartbeatService {
    /** Interval between two heartbeats in seconds, as returned to agents. */
    public static final int INTERVAL_SECONDS = 30;

    private HeartbeatRepository machines;
    private LastSeenWriter writer;
    private HeartbeatDelayMonitor delays;
    private Clock clock;

    /** For the container's proxies. */
    protected HeartbeatService() {}

    @Inject
    HeartbeatService(HeartbeatRepository machines, LastSeenWriter writer, HeartbeatDelayMonitor delays, Clock clock) {
        this.machines = machines;
        this.writer = writer;
        this.delays = delays;
        this.clock = clock;
    }

    /** Processes a heartbeat. @return the machine after it @throws ApiException 401 {@code INVALID_NODE_KEY} */
    public MachineSnapshot receive(String nodeKey, HeartbeatRequest request) {
        try {
            return accept(nodeKey, request);
        } catch (ApiException refused) {
            throw refused;
        } catch (RuntimeException failed) {
            if (!DatabaseException.isInvalidValue(failed)) {
                delays.refused();
            }
            throw failed;
        }
    }

    private MachineSnapshot accept(String nodeKey, HeartbeatRequest request) {
        Instant now = Timestamps.now(clock);
        String hash = SecureTokens.hash(nodeKey);
        MachineSnapshot machine = machines.findByNodeKey(hash).orElseThrow(HeartbeatService::invalidNodeKey);
        if (request.isRoutine(machine) && writer.add(new LastSeen(machine.id(), now))) {
            return machine;
        }
        return machines.update(machine.id(), hash, request, now).orElseThrow(HeartbeatService::invalidNodeKey);
    }

    private static ApiException invalidNodeKey() {
        return new ApiException(401, "INVALID_NODE_KEY", "This node key belongs to no machine; register again.");
    }
}
