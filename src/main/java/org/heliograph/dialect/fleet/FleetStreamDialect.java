package org.heliograph.dialect.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.event.Publication;
import org.heliograph.gateway.ConfiguredDialect;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.hub.outbox.RejectingQueue;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/**
 * The frames of the fleet socket as server-sent events, for networks that block WebSockets. The data of an event is the frame, its
 * id the sequence, which a browser sends when it reconnects.
 */
@ApplicationScoped
public class FleetStreamDialect extends ConfiguredDialect {
    /** For the container's proxy. */
    protected FleetStreamDialect() {}

    @Inject
    public FleetStreamDialect(Configuration configuration) {
        // clients send nothing on a stream: the sign of life is that they take what is written, at the latest the next
        // ping
        super(
                "fleet-stream",
                configuration,
                SocketSettings.OUTBOX_FRAMES,
                SocketSettings.FLEET_SILENCE,
                SocketSettings.FLEET_CHECK,
                true);
    }

    @Override
    public String encode(Publication publication) {
        return event(FleetEncoder.event(publication));
    }

    @Override
    public String encodeSequenced(Publication publication) {
        return event(Dialect.withSequence(FleetEncoder.event(publication), publication), publication.seq());
    }

    /** A frame as an event with an id. @param sequence where a browser that reconnects resumes */
    static String event(String frame, long sequence) {
        return "id: " + sequence + "\n" + event(frame);
    }

    /** A frame as an event without an id. The payload of another program may have line breaks; each begins a data line. */
    static String event(String frame) {
        return "data: " + frame.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\ndata: ") + "\n\n";
    }

    @Override
    public FrameQueue newQueue() {
        return new RejectingQueue(queueCapacity());
    }
}
