package org.heliograph.hub.outbox;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Sends the messages of one connection. No method blocks, none throws. */
public interface MessageSender {
    /**
     * Sends messages in order; the next are sent only after these have completed.
     *
     * @param messages one message, or several if {@link #batchBytes} is positive
     * @param done     gets null when all have been sent, or the failure; may be called before this method returns
     */
    void send(List<Frame> messages, Consumer<Throwable> done);

    /**
     * How much it takes at once: messages are added to a batch until it has this length. 0, the default, for one message at a time.
     *
     * @return bytes
     */
    default int batchBytes() {
        return 0;
    }

    /** Where fan-out to this connection is written, such as the thread that reads from it; null, the default, for any thread. */
    default Executor writer() {
        return null;
    }
}
