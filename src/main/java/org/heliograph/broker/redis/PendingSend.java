package org.heliograph.broker.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A text queued for Redis. It is either taken, by the thread that sends it, or discarded; never both. */
final class PendingSend {
    /** About what a text takes beside the characters that its sender knows of. */
    private static final int ENVELOPE = 200;

    private final String redisChannel;
    private final Supplier<String> text;
    private final int length;
    private final boolean probe;
    private final CompletableFuture<Boolean> accepted = new CompletableFuture<>();
    private boolean taken;
    private volatile String refusal;

    /**
     * @param text   called by the thread that sends
     * @param length about how many characters the text has
     * @param probe  whether it only checks the link
     */
    PendingSend(String redisChannel, Supplier<String> text, int length, boolean probe) {
        this.redisChannel = redisChannel;
        this.text = text;
        this.length = length + ENVELOPE;
        this.probe = probe;
    }

    String redisChannel() {
        return redisChannel;
    }

    String text() {
        return text.get();
    }

    /** About how many characters it takes. */
    int length() {
        return length;
    }

    boolean isProbe() {
        return probe;
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

    /** Redis refused it. @param reason Redis' words */
    void refused(String reason) {
        refusal = reason;
        accepted.complete(false);
    }

    /** Why Redis refused it; null when it has not. */
    String refusal() {
        return refusal;
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
