package org.heliograph.gateway.thread;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.platform.ByteBudget;
import org.heliograph.platform.QuietLogger;
import org.heliograph.platform.Utf8;

/**
 * The messages of one peer that have arrived and are not handled yet. They are handled in their order, one at a time, on a thread of an
 * executor, a few at a time, so that the peers of one executor take turns. Bounded in number and in bytes, and by the memory of the node.
 */
public final class InboundQueue {
    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(InboundQueue.class.getName()));
    private static final int MAX_BYTES = 1 << 20;
    private static final int BATCH = 16;
    /** A message up to this size is always taken when no other one waits: whatever other clients hold, a usual message is handled. */
    private static final int ALWAYS_TAKEN_BYTES = 4096;

    private final Executor executor;
    private final Consumer<String> handler;
    private final int maxCount;
    private final ByteBudget.Share memory;
    /** Guards itself and the two fields below. */
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    private int bytes;
    private boolean running;

    /** @param bytes of the message in UTF-8 @param reserved of them, in the memory of the node */
    private record Waiting(String message, int bytes, int reserved) {}

    /**
     * @param executor runs at most one task for this queue
     * @param handler  handles a message; when it throws, the next message is handled all the same
     * @param maxCount maximum number of messages
     * @param memory   for the messages
     */
    public InboundQueue(Executor executor, Consumer<String> handler, int maxCount, ByteBudget.Share memory) {
        this.executor = executor;
        this.handler = handler;
        this.maxCount = maxCount;
        this.memory = memory;
    }

    /**
     * Adds a message. Never blocks.
     *
     * @return false when there is no room
     * @throws RuntimeException when the executor rejects the handling, since the application stops
     */
    public boolean offer(String message) {
        synchronized (waiting) {
            int size = Utf8.length(message);
            if (waiting.size() >= maxCount || !waiting.isEmpty() && bytes + size > MAX_BYTES) {
                return false;
            }
            int reserved = waiting.isEmpty() && size <= ALWAYS_TAKEN_BYTES ? 0 : size;
            if (reserved > 0 && !memory.tryReserve(reserved)) {
                return false;
            }
            waiting.add(new Waiting(message, size, reserved));
            bytes += size;
            if (running) {
                return true;
            }
            running = true;
        }
        submit();
        return true;
    }

    private void submit() {
        try {
            executor.execute(this::handle);
        } catch (RuntimeException | Error rejected) {
            synchronized (waiting) {
                running = false;
            }
            throw rejected;
        }
    }

    private void handle() {
        int handled = 0;
        for (String next = poll(); next != null; next = poll()) {
            handleOne(next);
            handled++;
            if (handled == BATCH) {
                submit();
                return;
            }
        }
    }

    /** What a handler throws must not leave this queue busy for ever: a busy peer counts as one that is alive. */
    private void handleOne(String message) {
        try {
            handler.accept(message);
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.SEVERE, fault, () -> "could not handle a message of a peer");
        }
    }

    /** @return null when there is nothing more to handle; then the next message begins another run */
    private String poll() {
        synchronized (waiting) {
            Waiting next = waiting.poll();
            running = next != null;
            if (next == null) {
                return null;
            }
            bytes -= next.bytes();
            memory.release(next.reserved());
            return next.message();
        }
    }

    /** Whether a message waits or is being handled. */
    public boolean isBusy() {
        synchronized (waiting) {
            return running;
        }
    }
}
