package org.heliograph.cluster.pair;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.SocketClient;

/** A fleet socket on a node, subscribed to one channel. */
final class FleetSubscriber implements AutoCloseable {
    private final SocketClient socket;

    private FleetSubscriber(SocketClient socket) {
        this.socket = socket;
    }

    /** Opens a socket that is subscribed to one channel of acme. */
    static FleetSubscriber on(Fleet fleet, String channel) {
        return new FleetSubscriber(fleet.listen(channel));
    }

    SocketClient socket() {
        return socket;
    }

    /** The next frame, as text: both nodes must send identical frames. */
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
