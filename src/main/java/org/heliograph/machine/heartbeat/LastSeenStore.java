package org.heliograph.machine.heartbeat;

import java.util.List;

/** Where the times of routine heartbeats are kept. */
public interface LastSeenStore {
    /** Writes a batch in one transaction; returns those whose machine is not as a routine heartbeat expects it. */
    List<LastSeen> write(List<LastSeen> batch);
}
