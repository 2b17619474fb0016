package org.heliograph.hub.outbox;

import java.util.function.Consumer;

/** One peer's wire. No method blocks, none throws. */
public interface Transport {
    /**
     * Sends one text message; the next is sent only after this one's end.
     *
     * @param done hears null when the message left, or why it did not; may be called before this method returns
     */
    void send(String text, Consumer<Throwable> done);

    /** Sends a protocol PING. */
    void ping();

    /** Ends the connection with a close frame, or without one when the peer no longer takes any. */
    void close(int code, String reason);
}
