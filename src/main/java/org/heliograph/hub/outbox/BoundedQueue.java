package org.heliograph.hub.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The queue of an outbox: the queue of its dialect under a lock, and bounded in bytes of UTF-8 and in number, whatever its policy. The
 * lock is never held while something is sent, and {@link #close} does not wait for it.
 */
final class BoundedQueue {
    /** A queue of any size in bytes takes so many frames: a peer may request a thousand replies at once. */
    static final int MIN_FRAMES = 1_024;
    /** The memory that keeping a frame costs at least, which bounds the number of small frames. */
    private static final int FRAME_BYTES = 64;

    private final FrameQueue queue;
    private final int maxBytes;
    private final int maxFrames;
    private final AtomicLong oversized = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    BoundedQueue(FrameQueue queue, int maxBytes) {
        this.queue = queue;
        this.maxBytes = maxBytes;
        this.maxFrames = Math.max(MIN_FRAMES, maxBytes / FRAME_BYTES);
    }

    /** Counts an event that no queue of this size can take. A reply is as large as its request made it, and is sent all the same. */
    boolean rejectOversized(Frame frame) {
        boolean rejected = frame.publication() != null && isOversized(frame);
        if (rejected) {
            oversized.incrementAndGet();
            OversizedFrames.count(frame, maxBytes);
        }
        return rejected;
    }

    private boolean isOversized(Frame frame) {
        return frame.bytes() > maxBytes;
    }

    /** @param stillWanted tested under the lock; the frame is discarded if it returns false, or if the queue is closed */
    boolean add(Frame frame, BooleanSupplier stillWanted) {
        lock.lock();
        try {
            return closed || !stillWanted.getAsBoolean() || fits(frame) && queue.add(frame);
        } finally {
            unlock();
        }
    }

    /** An oversized reply takes a place beyond the maximum, also behind other frames: its peer is not slow for that. */
    private boolean fits(Frame frame) {
        int bytes = isOversized(frame) ? 0 : frame.bytes();
        return queue.count() == 0 || queue.count() < maxFrames && queue.size() <= maxBytes - bytes;
    }

    /** Adds a frame if the queue is empty or the frame leaves half of it free. @return false also when it is not wanted */
    boolean addIfHalfEmpty(Frame frame, BooleanSupplier stillWanted) {
        lock.lock();
        try {
            return closed || stillWanted.getAsBoolean() && leavesHalf(frame) && queue.add(frame);
        } finally {
            unlock();
        }
    }

    private boolean leavesHalf(Frame frame) {
        return queue.count() == 0 || queue.count() < maxFrames && queue.size() + frame.bytes() <= maxBytes / 2;
    }

    /** Adds a frame, and has the policy make room until there is some. @return false when that frees nothing more */
    boolean makeRoomAndAdd(Frame frame, BooleanSupplier stillWanted) {
        lock.lock();
        try {
            boolean added = add(frame, stillWanted);
            while (!added && makeRoom()) {
                added = add(frame, stillWanted);
            }
            return added;
        } finally {
            unlock();
        }
    }

    /** @return whether there is more room than before: a policy that claims so and frees nothing is not asked again */
    private boolean makeRoom() {
        int count = queue.count();
        int size = queue.size();
        return queue.makeRoom() && (queue.count() < count || queue.size() < size);
    }

    /** Adds a reply and runs an action in one step. @return false when there is no room, and the action was not run */
    boolean addThen(Frame reply, Runnable action) {
        lock.lock();
        try {
            boolean added = makeRoomAndAdd(reply, () -> true);
            if (added) {
                runIfOpen(action);
            }
            return added;
        } finally {
            unlock();
        }
    }

    /** Runs an action under the lock, unless the queue is closed. */
    void runIfOpen(Runnable action) {
        lock.lock();
        try {
            if (!closed) {
                action.run();
            }
        } finally {
            unlock();
        }
    }

    /**
     * Removes the next frames, until they have a length in bytes or there are no more. Empty when the queue is empty or closed.
     *
     * @param bytes 0 for one frame
     */
    List<Frame> poll(int bytes) {
        lock.lock();
        try {
            Frame first = closed ? null : queue.poll();
            if (first == null) {
                return List.of();
            }
            int left = bytes - first.bytes();
            Frame next = left > 0 ? queue.poll() : null;
            if (next == null) {
                return List.of(first);
            }
            List<Frame> batch = new ArrayList<>();
            batch.add(first);
            while (next != null) {
                batch.add(next);
                left -= next.bytes();
                next = left > 0 ? queue.poll() : null;
            }
            return batch;
        } finally {
            unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return queue.count() == 0;
        } finally {
            unlock();
        }
    }

    OutboxFigures figures() {
        lock.lock();
        try {
            return new OutboxFigures(queue.size(), queue.conflatedEvents(), queue.droppedEvents() + oversized.get());
        } finally {
            unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Discards what is queued and what is added later: now, or by the thread that holds the lock when it is done. Never waits. */
    void close() {
        closed = true;
        discardIfClosed();
    }

    private void unlock() {
        lock.unlock();
        discardIfClosed();
    }

    /** Frees the memory, since a closed connection may stay reachable for a while. A thread that holds the lock comes here after it. */
    private void discardIfClosed() {
        if (closed && lock.tryLock()) {
            try {
                queue.clear();
            } finally {
                lock.unlock();
            }
        }
    }
}
