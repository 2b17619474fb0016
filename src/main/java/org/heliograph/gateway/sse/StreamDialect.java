package org.heliograph.gateway.sse;

import java.time.Duration;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.gateway.ConfiguredDialect;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.hub.outbox.RejectingQueue;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SocketSettings;

/**
 * The frames of a socket as server-sent events, for networks that block WebSockets. The data of an event is the frame, its id the
 * sequence, which a browser sends when it reconnects. Clients send nothing on a stream: the sign of life is that they take what is
 * written, at the latest the next ping.
 */
public abstract class StreamDialect extends ConfiguredDialect {
    /** For the container's proxy. */
    protected StreamDialect() {}

    /** @see ConfiguredDialect */
    protected StreamDialect(
            String name, Configuration configuration, Setting<Duration> silence, Setting<Duration> check) {
        super(name, configuration, SocketSettings.OUTBOX_FRAMES, silence, check, true);
    }

    /** The frame of the socket. Called once for each publication. */
    protected abstract String frame(Publication publication);

    @Override
    public String encode(Publication publication) {
        return ServerSentEvent.of(frame(publication));
    }

    @Override
    public String encodeSequenced(Publication publication) {
        return encodeSequenced(publication, null);
    }

    @Override
    public boolean namesEpochs() {
        return true;
    }

    @Override
    public String encodeSequenced(Publication publication, String epoch) {
        return ServerSentEvent.of(
                Dialect.withSequence(frame(publication), publication), new LogPosition(publication.seq(), epoch));
    }

    @Override
    public FrameQueue newQueue() {
        return new RejectingQueue(queueCapacity());
    }
}
