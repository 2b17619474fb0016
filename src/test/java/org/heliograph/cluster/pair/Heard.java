package org.heliograph.cluster.pair;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.SocketClient;

/** A socket on a node, with all that it was told. */
final class HeartbeatResult implements AutoCloseable {
    private final SocketClient socket;

    private HeartbeatResult(SocketClient socket) {
        this.socket = socket;
    }

    /** Subscribed to one channel of acme. */
    static HeartbeatResult on(Fleet fleet, String channel) {
        return new HeartbeatResult(fleet.listen(channel));
    }

    SocketClient socket() {
        return socket;
    }

    /** The next frame, as text: two nodes must tell the very same. */
    String next() {
        return socket.nextText();
    }

    List<JsonObject> next(int count) {
        List<JsonObject> frames = new ArrayList<>();
        while (frames.size() < count) {
            frames.add(socket.next());
        }
        return frames;
    }

    /** The payloads of the next events. */
    List<JsonObject> payloads(int count) {
        return next(count).stream().map(frame -> frame.getJsonObject("payload")).toList();
    }

    @Override
    public void close() {
        socket.close();
    }
}
