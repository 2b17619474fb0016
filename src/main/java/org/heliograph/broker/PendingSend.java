package org.heliograph.broker;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A message on its way to Redis. Either somebody takes it to send it, or somebody lets go of it; never both. */
final class PendingSend {
    private enum State {
        WAITING,
        TAKEN,
        REFUSED,
        DROPPED
    }

    private final Message message;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param message null for none: it only ends the sender's wait */
    PendingSend(Message message) {
        this.message = message;
    }

    Message message() {
        return message;
    }

    /** Takes it to send it. @return false when it has been let go of */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /** It has been sent; where the connection broke under it, it may have arrived or not. */
    void sent() {
        over.countDown();
    }

    /** Redis does not pass it on. */
    void refused() {
        state.set(State.REFUSED);
        over.countDown();
    }

    /** Lets go of it, unless it has been taken. */
    void drop() {
        if (state.compareAndSet(State.WAITING, State.DROPPED)) {
            over.countDown();
        }
    }

    /**
     * Waits until it has been sent or let go of, and lets go of it after that time.
     *
     * @return whether it has been taken and not refused
     */
    boolean await(long millis) {
        try {
            if (!over.await(millis, TimeUnit.MILLISECONDS)) {
                drop();
            }
        } catch (InterruptedException stopped) {
            drop();
            Thread.currentThread().interrupt();
        }
        return state.get() == State.TAKEN;
    }
}
