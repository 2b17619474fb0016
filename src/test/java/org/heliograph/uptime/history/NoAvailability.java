package org.heliograph.uptime.history;

import org.heliograph.availability.ServerAvailability;

/** Records nothing: the test inserts outages itself. */
public final class NoAvailability extends ServerAvailability {
    @Override
    public void heartbeat() {
        // no outage but those of the test
    }
}
