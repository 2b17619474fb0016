package org.heliograph.hub.outbox;

/** The transport of one connection. No method blocks, none throws. */
public interface Transport extends MessageSender {
    /** Sends a protocol PING. @return whether it leaves at once, so that the peer can answer: not behind a message in flight */
    boolean ping();

    /** Ends the connection with a close frame, or without one when the peer no longer reads. */
    void close(int code, String reason);

    /** Ends the connection at once, without a close frame where that is possible, and whether or not a message is in flight. */
    void abort();
}
