package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.event.Publication;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Liveness;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** How the fleet socket speaks, what it does for slow clients, and when a client is dead. */
@ApplicationScoped
public class FleetDialect implements Dialect {
    private Clock clock;
    private int backlogFrames;
    private Liveness liveness;

    /** For the container's proxy. */
    protected FleetDialect() {}

    @Inject
    public FleetDialect(Configuration configuration, Clock clock) {
        this.clock = clock;
        this.backlogFrames = configuration.get(SocketSettings.OUTBOX_FRAMES);
        this.liveness = new Liveness(
                configuration.get(SocketSettings.PING_INTERVAL),
                configuration.get(SocketSettings.FLEET_SILENCE),
                configuration.get(SocketSettings.FLEET_CHECK),
                false);
    }

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String encode(Publication publication) {
        return FleetEncoder.event(publication);
    }

    @Override
    public FrameQueue newQueue() {
        return new ConflatingQueue(backlogFrames, clock);
    }

    @Override
    public Liveness liveness() {
        return liveness;
    }
}
