package org.heliograph.hub.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The outgoing frames of one connection. Any thread may offer. One thread at a time sends; the others only queue their frames and
 * return. At most one message is in flight, so that a peer which stops reading costs its queue and nothing else.
 */
public final class Outbox {
    private static final BooleanSupplier ALWAYS = () -> true;

    private final Transport transport;
    private final FrameQueue queue;
    private final int maxSize;
    private final Runnable tooSlow;
    private final Runnable emptied;
    /** Guards the queue and the two flags. Never held while sending. */
    private final Object lock = new Object();
    /** Requests to send; the thread that raises it from 0 is the writer until it is 0 again. */
    private final AtomicInteger requests = new AtomicInteger();

    private boolean sending;
    private boolean closed;

    /**
     * @param maxSize maximum size of the queue, in characters, whatever its policy
     * @param tooSlow called, outside of the lock, when the queue is full and its policy makes no room
     * @param emptied called, outside of the lock, when everything has been sent; must not block
     */
    public Outbox(Transport transport, FrameQueue queue, int maxSize, Runnable tooSlow, Runnable emptied) {
        this.transport = transport;
        this.queue = queue;
        this.maxSize = maxSize;
        this.tooSlow = tooSlow;
        this.emptied = emptied;
    }

    /** Queues frames in order and sends what can be sent now. */
    public void offer(List<Frame> frames) {
        offer(frames, ALWAYS);
    }

    /** @param stillWanted tested under the lock for each frame, which is discarded if it returns false */
    public void offer(List<Frame> frames, BooleanSupplier stillWanted) {
        for (Frame frame : frames) {
            if (isOversized(frame)) {
                OversizedFrames.count(frame, maxSize);
            } else if (!add(frame, stillWanted)) {
                // a batch may be larger than the queue although the peer takes all of it at once
                flush();
                if (!makeRoomAndAdd(frame, stillWanted)) {
                    tooSlow.run();
                    return;
                }
            }
        }
        flush();
    }

    /** An event that no queue of this size can take. A reply is as large as its request made it, and is sent. */
    private boolean isOversized(Frame frame) {
        return frame.publication() != null && frame.text().length() > maxSize;
    }

    /**
     * Queues a frame, to be sent by {@link #flush}, if the queue is empty or the frame leaves half of it free for frames that cannot
     * be delivered later. Drops nothing and never closes the peer.
     *
     * @param stillWanted tested under the lock
     * @return false when it was not queued; unless it is not wanted any more, the outbox reports later that it is empty
     */
    public boolean queueIfRoom(Frame frame, BooleanSupplier stillWanted) {
        synchronized (lock) {
            if (closed || !stillWanted.getAsBoolean()) {
                return closed;
            }
            int queued = queue.size();
            boolean room = queued == 0 || queued + frame.text().length() <= maxSize / 2;
            return room && queue.add(frame);
        }
    }

    private boolean add(Frame frame, BooleanSupplier stillWanted) {
        synchronized (lock) {
            return closed
                    || !stillWanted.getAsBoolean()
                    || (queue.size() == 0 || queue.size() + frame.text().length() <= maxSize) && queue.add(frame);
        }
    }

    private boolean makeRoomAndAdd(Frame frame, BooleanSupplier stillWanted) {
        synchronized (lock) {
            boolean added = add(frame, stillWanted);
            while (!added && queue.makeRoom()) {
                added = add(frame, stillWanted);
            }
            return added;
        }
    }

    /** Queues a reply and runs an action in one step, such that every frame the action leads to comes after the reply. */
    public void replyThen(Frame reply, Runnable action) {
        boolean added;
        synchronized (lock) {
            added = makeRoomAndAdd(reply, ALWAYS);
            if (added && !closed) {
                action.run();
            }
        }
        if (added) {
            flush();
        } else {
            tooSlow.run();
        }
    }

    /** Runs an action under the lock, unless the outbox is closed. */
    public void runIfOpen(Runnable action) {
        synchronized (lock) {
            if (!closed) {
                action.run();
            }
        }
    }

    /** Discards what is queued; nothing is sent any more. */
    public void close() {
        synchronized (lock) {
            closed = true;
            while (queue.poll() != null) {
                // emptied, since the connection may stay reachable for a while
            }
        }
    }

    /**
     * Sends what can be sent now. Undertow completes a send on the caller's stack, so the completion must not send the next message
     * itself: a thread that comes while another sends raises the count and returns.
     */
    public void flush() {
        if (requests.getAndIncrement() != 0) {
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
                emptied.run();
            }
            seen = requests.addAndGet(-seen);
        } while (seen != 0);
    }

    private Frame next() {
        synchronized (lock) {
            if (sending || closed) {
                return null;
            }
            Frame next = queue.poll();
            sending = next != null;
            return next;
        }
    }

    private boolean isEmpty() {
        synchronized (lock) {
            return !sending && !closed && queue.size() == 0;
        }
    }

    private void sent(Throwable failure) {
        synchronized (lock) {
            sending = false;
            // after a failure the endpoint is notified by the server, and removes the connection
            closed |= failure != null;
        }
        flush();
    }
}
