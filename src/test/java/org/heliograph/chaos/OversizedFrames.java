package org.heliograph.chaos;

import org.heliograph.testing.Fleet;
import org.heliograph.testing.RedisProcess;
import org.heliograph.testing.Server;
import org.heliograph.testing.SocketClient;

/** Events of other programs that are larger than the queue of a socket. */
final class OversizedFrames {
    /** The default of {@code heliograph.outbox.bytes}. */
    private static final int OUTBOX = 4 * 1024 * 1024;

    private OversizedFrames() {}

    /** Publishes one that is dropped as it comes from Redis, and one whose frame is larger than itself. Fails unless a subscriber of it goes on. */
    static String publish(RedisProcess redis, Server node) {
        try (SocketClient socket = Fleet.acme(node).listen("general")) {
            redis.publish("ws:org:acme", message(OUTBOX + 1));
            redis.publish("ws:org:acme", message(OUTBOX));
            socket.send("{\"type\":\"ping\"}");
            socket.next(frame -> frame.getString("type").equals("pong"));
            return "at " + node;
        }
    }

    private static String message(int length) {
        String begin = "{\"channel\":\"general\",\"event\":\"x\",\"payload\":{\"x\":\"";
        return begin + "x".repeat(length - begin.length() - 3) + "\"}}";
    }
}
