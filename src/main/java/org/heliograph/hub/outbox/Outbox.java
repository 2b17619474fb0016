package org.heliograph.hub.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What one peer has still to get. Any thread may offer; one at a time writes, and while it does the others only leave
 * their frames and go. At most one message is on the wire, so that a peer which stops reading costs its backlog and
 * nothing else.
 */
public final class Outbox {
    private static final BooleanSupplier ALWAYS = () -> true;

    private final Transport transport;
    private final FrameQueue backlog;
    private final int maxSize;
    private final Runnable tooSlow;
    private final Runnable drained;
    private final Object lock = new Object();
    private final AtomicInteger work = new AtomicInteger();
    private boolean sending;
    private boolean closed;

    /**
     * @param maxSize what the backlog may hold at most, in its own measure, whatever its policy
     * @param tooSlow called, outside every lock, when the peer cannot be kept
     * @param drained called, outside every lock, when the peer has taken everything; must be quick
     */
    public Outbox(Transport transport, FrameQueue backlog, int maxSize, Runnable tooSlow, Runnable drained) {
        this.transport = transport;
        this.backlog = backlog;
        this.maxSize = maxSize;
        this.tooSlow = tooSlow;
        this.drained = drained;
    }

    /** Queues frames in order and sends what can be sent now. */
    public void offer(List<Frame> frames) {
        offer(frames, ALWAYS);
    }

    /** @param stillWanted asked under the lock, for each frame, so that it does not come after an answer that ends its being wanted */
    public void offer(List<Frame> frames, BooleanSupplier stillWanted) {
        for (Frame frame : frames) {
            if (!add(frame, stillWanted)) {
                // a batch may be larger than the backlog of a peer that takes all of it at once
                drain();
                if (!addSomehow(frame, stillWanted)) {
                    tooSlow.run();
                    return;
                }
            }
        }
        drain();
    }

    /**
     * Queues a frame, to be sent by {@link #flush}, if it leaves half of the room to what cannot wait elsewhere, or if nothing
     * else waits. Nothing is let go for it, and nobody is too slow.
     *
     * @param stillWanted asked under the lock
     * @return false when it was not taken; then, if it is still wanted, the peer's having drained is told later
     */
    public boolean queueIfRoom(Frame frame, BooleanSupplier stillWanted) {
        synchronized (lock) {
            if (closed || !stillWanted.getAsBoolean()) {
                return closed;
            }
            int waiting = backlog.size();
            boolean room = waiting == 0 || waiting + frame.text().length() <= maxSize / 2;
            return room && backlog.add(frame);
        }
    }

    /** Sends what can be sent now. */
    public void flush() {
        drain();
    }

    private boolean add(Frame frame, BooleanSupplier stillWanted) {
        synchronized (lock) {
            return closed
                    || !stillWanted.getAsBoolean()
                    || backlog.size() + frame.text().length() <= maxSize && backlog.add(frame);
        }
    }

    /** Lets go of what the policy gives up, if there is no room otherwise. */
    private boolean addSomehow(Frame frame, BooleanSupplier stillWanted) {
        synchronized (lock) {
            boolean taken = add(frame, stillWanted);
            while (!taken && backlog.shed()) {
                taken = add(frame, stillWanted);
            }
            return taken;
        }
    }

    /** Queues an answer and joins something such that whatever the join brings comes after the answer. */
    public void answerThen(Frame answer, Runnable join) {
        boolean taken;
        synchronized (lock) {
            taken = addSomehow(answer, ALWAYS);
            if (taken && !closed) {
                join.run();
            }
        }
        if (taken) {
            drain();
        } else {
            tooSlow.run();
        }
    }

    /** Joins something without an answer, unless the peer is gone. */
    public void whileOpen(Runnable join) {
        synchronized (lock) {
            if (!closed) {
                join.run();
            }
        }
    }

    /** Nothing is sent any more; what waits is let go. */
    public void close() {
        synchronized (lock) {
            closed = true;
            while (backlog.poll() != null) {
                // emptied, since the connection may be referred to for a while
            }
        }
    }

    /**
     * A completion may be told on this very stack (Undertow does), so it must not send the next message itself: whoever
     * comes while somebody writes adds to the count and leaves.
     */
    private void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            Frame next = next();
            while (next != null) {
                transport.send(next.text(), this::sent);
                next = next();
            }
            if (isEmpty()) {
                drained.run();
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private Frame next() {
        synchronized (lock) {
            if (sending || closed) {
                return null;
            }
            Frame next = backlog.poll();
            sending = next != null;
            return next;
        }
    }

    private boolean isEmpty() {
        synchronized (lock) {
            return !sending && !closed && backlog.size() == 0;
        }
    }

    private void sent(Throwable failure) {
        synchronized (lock) {
            sending = false;
            // a failed wire tells its endpoint, which removes the connection
            closed |= failure != null;
        }
        drain();
    }
}
