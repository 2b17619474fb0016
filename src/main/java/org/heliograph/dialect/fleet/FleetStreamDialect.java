package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.event.Publication;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Liveness;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.hub.outbox.RejectingQueue;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * The frames of the fleet socket as server-sent events, for places where WebSockets are blocked: the frame is the data, its
 * position the id with which a browser comes back by itself.
 */
@ApplicationScoped
public class FleetStreamDialect implements Dialect {
    private int backlogFrames;
    private Liveness liveness;

    /** For the container's proxy. */
    protected FleetStreamDialect() {}

    @Inject
    public FleetStreamDialect(Configuration configuration) {
        backlogFrames = configuration.get(SocketSettings.OUTBOX_FRAMES);
        // nobody speaks on a stream: that its lines are taken is the sign of life, and they are at each ping
        liveness = new Liveness(
                configuration.get(SocketSettings.PING_INTERVAL),
                configuration.get(SocketSettings.FLEET_SILENCE),
                configuration.get(SocketSettings.FLEET_CHECK),
                true);
    }

    @Override
    public String name() {
        return "fleet-stream";
    }

    @Override
    public String encode(Publication publication) {
        return event(FleetEncoder.event(publication));
    }

    @Override
    public String encodeSequenced(Publication publication) {
        return event(Dialect.withSequence(FleetEncoder.event(publication), publication), publication.seq());
    }

    /** A frame that says where the stream stands: a browser that comes back goes on from there. */
    static String event(String frame, long position) {
        return "id: " + position + "\n" + event(frame);
    }

    /** A frame as an event without an id. What other programs publish may have line breaks, each of which begins a data line. */
    static String event(String frame) {
        return "data: " + frame.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\ndata: ") + "\n\n";
    }

    @Override
    public FrameQueue newQueue() {
        return new RejectingQueue(backlogFrames);
    }

    @Override
    public Liveness liveness() {
        return liveness;
    }
}
