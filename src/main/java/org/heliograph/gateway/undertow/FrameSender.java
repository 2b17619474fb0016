package org.heliograph.gateway.undertow;

import io.undertow.conduits.IdleTimeoutConduit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.heliograph.hub.outbox.BatchSender;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.hub.outbox.MessageSender;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.StreamSinkConduit;

/** Sends batches of messages to a connection of Undertow, each in one write where the peer takes it. */
final class FrameSender implements BatchSender {
    private final StreamConnection connection;
    private final FrameConduit conduit;

    private FrameSender(StreamConnection connection, StreamSinkConduit below, long sendTimeoutMillis) {
        this.connection = connection;
        this.conduit = new FrameConduit(below, connection.getIoThread(), sendTimeoutMillis, this::close);
    }

    /** @return null when the connection is not what Undertow makes of it for a WebSocket */
    static MessageSender install(StreamConnection connection, long sendTimeoutMillis) {
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        StreamSinkConduit below = sink.getConduit();
        if (!(below instanceof IdleTimeoutConduit)) {
            return null;
        }
        FrameSender sender = new FrameSender(connection, below, sendTimeoutMillis);
        sink.setConduit(sender.conduit);
        return sender;
    }

    /** The thread that also reads from this connection and completes its writes. */
    @Override
    public Executor writer() {
        return connection.getIoThread();
    }

    @Override
    public void send(List<Frame> messages, Consumer<Throwable> done) {
        try {
            if (conduit.send(FrameEncoder.encode(messages), failure -> completed(failure, done))) {
                done.accept(null);
            }
        } catch (IOException | RuntimeException failure) {
            completed(failure, done);
        }
    }

    private void completed(Throwable failure, Consumer<Throwable> done) {
        if (failure != null) {
            // the server removes what belongs to the connection
            close();
        }
        done.accept(failure);
    }

    private void close() {
        IoUtils.safeClose(connection);
    }
}
