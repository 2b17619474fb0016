package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.event.Publication;
import org.heliograph.gateway.ConfiguredDialect;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** The dialect of {@code /api/realtime}. Events for a slow client are conflated; only ping frames are a sign of life. */
@ApplicationScoped
public class FleetDialect extends ConfiguredDialect {
    private Clock clock;

    /** For the container's proxy. */
    protected FleetDialect() {}

    @Inject
    public FleetDialect(Configuration configuration, Clock clock) {
        super(
                "fleet",
                configuration,
                SocketSettings.OUTBOX_FRAMES,
                SocketSettings.FLEET_SILENCE,
                SocketSettings.FLEET_CHECK,
                false);
        this.clock = clock;
    }

    @Override
    public String encode(Publication publication) {
        return FleetEncoder.event(publication);
    }

    @Override
    public FrameQueue newQueue() {
        return new ConflatingQueue(queueCapacity(), clock);
    }
}
