package org.heliograph.hub.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The outgoing frames of one connection. Any thread may offer. One thread at a time sends; the others only queue their frames and
 * return. Frames that wait together are sent together, as far as the transport takes them. At most one such batch is in flight, so that a
 * peer which stops reading costs its queue and nothing else.
 */
public final class Outbox {
    private static final BooleanSupplier ALWAYS = () -> true;
    /** Many times what a transport needs to pass a batch to the system; it is reached only if the thread that does so does not run. */
    private static final long MAX_WAIT_NANOS = 1_000_000_000;

    private static final long WAIT_NANOS = 50_000;

    private final Transport transport;
    private final BoundedQueue queue;
    private final Runnable tooSlow;
    private final Runnable emptied;
    private final Consumer<Throwable> failed;
    private final FrameMetrics metrics;
    /** Requests to send; the thread that raises it from 0 is the writer until it is 0 again. */
    private final AtomicInteger requests = new AtomicInteger();
    /** Whether a caller of {@link #queue} has been told to flush, and has not done so. */
    private final AtomicBoolean flushDue = new AtomicBoolean();
    /** The number of the batch in flight; 0 when there is none. */
    private final AtomicLong inFlight = new AtomicLong();
    /** How many batches have been given to the transport. Only the writer uses it. */
    private long sends;
    /** The thread that sends now, or did so last. */
    private volatile Thread writer;

    /** An outbox whose frames belong to no dialect. */
    public Outbox(
            Transport transport,
            FrameQueue queue,
            int maxBytes,
            Runnable tooSlow,
            Runnable emptied,
            Consumer<Throwable> failed) {
        this(transport, queue, maxBytes, tooSlow, emptied, failed, "");
    }

    /**
     * @param maxBytes maximum size of the queue, in bytes of UTF-8
     * @param tooSlow  called, outside of the lock, when the queue is full and its policy makes no room
     * @param emptied  called, outside of the lock, when everything has been sent; must not block
     * @param failed   called, outside of the lock, when a message could not be sent; the outbox is closed then. It may be called again
     * @param dialect  the name of the dialect of its frames, for metrics
     */
    public Outbox(
            Transport transport,
            FrameQueue queue,
            int maxBytes,
            Runnable tooSlow,
            Runnable emptied,
            Consumer<Throwable> failed,
            String dialect) {
        this.transport = transport;
        this.queue = new BoundedQueue(queue, maxBytes);
        this.tooSlow = tooSlow;
        this.emptied = emptied;
        this.failed = failed;
        this.metrics = FrameMetrics.of(dialect);
    }

    /** Queues frames in order and sends what can be sent now. */
    public void offer(List<Frame> frames) {
        offer(frames, ALWAYS);
    }

    /** @param stillWanted tested under the lock for each frame, which is discarded if it returns false */
    public void offer(List<Frame> frames, BooleanSupplier stillWanted) {
        if (queue(frames, stillWanted)) {
            flush();
        }
    }

    /**
     * Queues frames in order, to be sent by {@link #flush}. When there is no room it sends what can be sent now.
     *
     * @param stillWanted tested under the lock for each frame, which is discarded if it returns false
     * @return see {@link #requestFlush}
     */
    public boolean queue(List<Frame> frames, BooleanSupplier stillWanted) {
        for (Frame frame : frames) {
            if (!queue.rejectOversized(frame) && !queue.add(frame, stillWanted)) {
                // a batch may be larger than the queue although the peer takes all of it at once
                flush();
                awaitWriter();
                if (!queue.makeRoomAndAdd(frame, stillWanted)) {
                    tooSlow.run();
                    return false;
                }
            }
        }
        return requestFlush();
    }

    /**
     * Says whether what has been queued needs a flush. False when one is due already, which will come later than this call, and when the
     * end of the batch in flight will do it.
     */
    public boolean requestFlush() {
        return inFlight.get() == 0 && !flushDue.getAndSet(true);
    }

    /** Another thread may be sending what fills the queue: only when it has done so it is known whether the peer is slow. */
    private void awaitWriter() {
        long end = System.nanoTime() + MAX_WAIT_NANOS;
        while (requests.get() != 0 && writer != Thread.currentThread() && System.nanoTime() < end) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
    }

    /**
     * Queues a frame, to be sent by {@link #flush}, if the queue is empty or the frame leaves half of it free for frames that cannot
     * be delivered later. Drops nothing and never closes the peer.
     *
     * @param stillWanted tested under the lock
     * @return false when it was not queued; unless it is not wanted any more, the outbox reports later that it is empty
     */
    public boolean queueIfRoom(Frame frame, BooleanSupplier stillWanted) {
        return queue.addIfHalfEmpty(frame, stillWanted);
    }

    /** Queues a reply and runs an action in one step, such that every frame the action leads to comes after the reply. */
    public void replyThen(Frame reply, Runnable action) {
        if (queue.addThen(reply, action)) {
            flush();
        } else {
            tooSlow.run();
        }
    }

    /** Runs an action under the lock, unless the outbox is closed. */
    public void runIfOpen(Runnable action) {
        queue.runIfOpen(action);
    }

    /** Discards what is queued; nothing is sent any more. Waits for no lock. */
    public void close() {
        queue.close();
    }

    /** How its peer keeps up. Waits for the lock, which is never held while something is sent. */
    public OutboxFigures figures() {
        return queue.figures();
    }

    /** Whether nothing is sent any more: it was closed, or a message could not be sent. */
    public boolean isClosed() {
        return queue.isClosed();
    }

    /** The number of the batch in flight, counted from 1; 0 when there is none. A number that stays is a batch that does not move. */
    public long inFlight() {
        return inFlight.get();
    }

    /**
     * Sends what can be sent now. Undertow completes a send on the caller's stack, so the completion must not send the next message
     * itself: a thread that comes while another sends raises the count and returns. Throws nothing.
     */
    public void flush() {
        if (requests.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        writer = Thread.currentThread();
        do {
            try {
                sendQueued();
            } catch (RuntimeException | Error fault) {
                fail(fault);
            }
            seen = requests.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sendQueued() {
        List<Frame> next = next();
        while (!next.isEmpty()) {
            sends++;
            long number = sends;
            inFlight.set(number);
            List<Frame> batch = next;
            transport.send(batch, failure -> sent(number, batch, failure));
            next = next();
        }
        if (inFlight.get() == 0 && queue.isEmpty() && !queue.isClosed()) {
            emptied.run();
        }
    }

    /** The next batch; empty when nothing is to be sent now. What is queued from here on may need another flush. */
    private List<Frame> next() {
        flushDue.set(false);
        return inFlight.get() == 0 ? queue.poll(transport.batchBytes()) : List.of();
    }

    /** A batch that completes twice must not put a second one in flight beside the next. */
    private void sent(long number, List<Frame> batch, Throwable failure) {
        if (failure != null) {
            fail(failure);
        } else if (inFlight.compareAndSet(number, 0)) {
            metrics.count(batch);
            flush();
        }
    }

    /** The server may or may not notify the endpoint of the failure: the connection is closed from here. */
    private void fail(Throwable failure) {
        close();
        try {
            failed.accept(failure);
        } catch (RuntimeException | Error unclosed) {
            // such as no memory: the check of connections closes those whose outbox is closed
        }
    }
}
