package org.heliograph.cluster.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A message on its way to Redis, and what became of it. */
final class Outgoing {
    private final Message message;
    private final CompletableFuture<Boolean> sent = new CompletableFuture<>();

    /** @param message null for none: it only ends the sender's wait */
    Outgoing(Message message) {
        this.message = message;
    }

    Message message() {
        return message;
    }

    /** It has left; where the connection broke under it, it may have arrived or not. */
    void leave() {
        sent.complete(true);
    }

    /** It is let go of without having left. */
    void drop() {
        sent.complete(false);
    }

    /**
     * Waits until it has left, or has been let go of.
     *
     * @return whether it has left; null if neither happened in that time
     */
    Boolean await(long millis) {
        try {
            return sent.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException undecided) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            throw new AssertionError("it is never completed by a failure", e);
        }
    }
}
