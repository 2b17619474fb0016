package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.event.Publication;
import org.heliograph.gateway.sse.StreamDialect;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** The dialect of {@code /api/events}: the frames of the fleet socket as server-sent events. */
@ApplicationScoped
public class FleetStreamDialect extends StreamDialect {
    /** For the container's proxy. */
    protected FleetStreamDialect() {}

    @Inject
    public FleetStreamDialect(Configuration configuration) {
        super("fleet-stream", configuration, SocketSettings.FLEET_SILENCE, SocketSettings.FLEET_CHECK);
    }

    @Override
    protected String frame(Publication publication) {
        return FleetEncoder.event(publication);
    }
}
