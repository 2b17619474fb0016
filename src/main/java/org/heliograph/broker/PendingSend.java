package org.heliograph.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A message queued for Redis. It is either taken, by the thread that sends it, or discarded; never both. */
final class PendingSend {
    private final Message message;
    private final CompletableFuture<Boolean> accepted = new CompletableFuture<>();
    private boolean taken;

    /** @param message null for none: a marker that only wakes the sending thread */
    PendingSend(Message message) {
        this.message = message;
    }

    Message message() {
        return message;
    }

    /** Takes it to send it. @return false when it has been discarded */
    synchronized boolean take() {
        taken = !accepted.isDone();
        return taken;
    }

    /** It has been sent. When the connection broke meanwhile it may not have arrived, and counts as sent. */
    void sent() {
        accepted.complete(true);
    }

    /** Redis refused it. */
    void refused() {
        accepted.complete(false);
    }

    /** Discards it, unless it has been taken. */
    synchronized void discard() {
        if (!taken) {
            accepted.complete(false);
        }
    }

    /**
     * Waits until it has been sent, refused or discarded; discards it after the timeout.
     *
     * @return whether it has been taken and not refused
     */
    boolean await(long timeoutMillis) {
        try {
            accepted.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            discard();
        } catch (InterruptedException stopped) {
            discard();
            Thread.currentThread().interrupt();
        }
        // taken and still without a result: it is being sent
        return accepted.getNow(true);
    }
}
