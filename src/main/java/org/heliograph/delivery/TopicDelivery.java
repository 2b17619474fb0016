package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.persistence.DatabaseException;

/**
 * Delivers one topic to this node's hub in order of sequence numbers, each publication once. Publications arrive from commits on this
 * node, from the broker and from the log, in any order and more than once. One thread of the executor at a time works on a topic, and on
 * one batch only, so that a burst on one topic does not delay the others.
 */
final class TopicDelivery {
    private static final Logger LOG = Logger.getLogger(TopicDelivery.class.getName());
    /** The maximum number of publications in the inbox, and of those in the reorder buffer. */
    private static final int CAPACITY = 10_000;

    private static final int BATCH = 500;
    private static final long NOWHERE = -1;

    private final Topic topic;
    private final DeliveryEnvironment environment;
    private final Queue<Publication> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inboxSize = new AtomicInteger();
    private final RunQueue runs;
    private final TopicLogReader log;
    private final ReorderBuffer reorderBuffer = new ReorderBuffer(CAPACITY);
    private volatile boolean readLog;
    private volatile boolean gapTimedOut;
    /** The sequence number that is delivered next. Written only by the thread that runs. */
    private volatile long next;

    /** Where to continue after the log was rewound; {@link #NOWHERE} when it was not. */
    private volatile long rewindTo = NOWHERE;

    /** The logged publication that was delivered last; null before the first, and after a rewind. */
    private Publication last;

    /** The last sequence number has arrived with another publication: the log is not the one that was delivered. */
    private volatile boolean diverged;

    private volatile boolean ended;
    private boolean gapTimeoutScheduled;

    /** @param next the first sequence number to deliver; everything before it is ignored */
    TopicDelivery(Topic topic, long next, DeliveryEnvironment environment) {
        this.topic = topic;
        this.next = next;
        this.environment = environment;
        this.runs = new RunQueue(topic, environment, this::process);
        this.log = new TopicLogReader(topic, environment, runs::request);
    }

    /** Takes a publication; never blocks. When the inbox is full the publication is discarded and read from the log. */
    void offer(Publication publication) {
        if (inboxSize.incrementAndGet() > CAPACITY) {
            inboxSize.decrementAndGet();
            readLog = true;
        } else {
            inbox.add(publication);
        }
        runs.request();
    }

    /** Reads from the log what has not arrived. */
    void catchUp() {
        readLog = true;
        runs.request();
    }

    /** A missing sequence number has been waited for: reads it from the log, unless it has arrived. */
    void gapTimeout() {
        gapTimedOut = true;
        runs.request();
    }

    /**
     * Reads from the log if the topic is ahead of this delivery, and retries a run that the executor rejected.
     *
     * @param position the topic's last committed sequence number
     */
    void compare(long position) {
        if (position >= next) {
            catchUp();
        } else if (!inbox.isEmpty() || isRewinding()) {
            runs.request();
        }
    }

    /** The sequence number that was delivered last. */
    long delivered() {
        return next - 1;
    }

    /**
     * The log has lost what lay behind a position, which this delivery has passed: continues behind that position.
     *
     * @param position the topic's last committed sequence number
     */
    void rewind(long position) {
        rewindTo = position;
        runs.request();
    }

    /** Whether a rewind waits for a thread. */
    boolean isRewinding() {
        return rewindTo != NOWHERE;
    }

    /** Whether another publication has arrived under the sequence number that was delivered last. */
    boolean hasDiverged() {
        return diverged;
    }

    /** Delivers nothing any more: another delivery may replace it. */
    void end() {
        ended = true;
    }

    /** @return whether the inbox may hold more than one batch */
    private boolean process() {
        boolean more = false;
        try {
            processRewind();
            more = processInbox();
            processLog();
        } catch (RuntimeException failed) {
            LOG.log(DatabaseException.logLevel(failed), failed, () -> "could not deliver topic " + topic);
        }
        return more;
    }

    private void processRewind() {
        long position = rewindTo;
        if (position == NOWHERE) {
            return;
        }
        if (position < next - 1 && !ended) {
            // what waits belongs to the log that is gone; the rest is read from the present one
            deliver(reorderBuffer.clear());
            log.discard();
            last = null;
            next = position + 1;
            readLog = true;
            environment.rewound(topic, position);
        }
        diverged = false;
        rewindTo = NOWHERE;
    }

    private boolean processInbox() {
        List<Publication> ready = new ArrayList<>();
        int taken = 0;
        for (Publication one = inbox.poll(); one != null; one = ++taken < BATCH ? inbox.poll() : null) {
            inboxSize.decrementAndGet();
            if (!one.logged() && reorderBuffer.isEmpty()) {
                ready.add(one);
            } else if (!one.logged()) {
                buffer(one);
            } else if (one.seq() == next) {
                accept(one, ready);
            } else if (one.seq() > next) {
                buffer(one);
            } else if (last != null
                    && one.seq() == last.seq()
                    && !one.timestamp().equals(last.timestamp())) {
                diverged = true;
            }
        }
        deliver(ready);
        checkGap();
        return taken == BATCH;
    }

    private void accept(Publication publication, List<Publication> ready) {
        ready.add(publication);
        // what waits for this one or, after a purge of the log, for one before it
        ready.addAll(reorderBuffer.clear(publication.seq()));
        last = publication;
        next = publication.seq() + 1;
        for (List<Publication> ones = reorderBuffer.take(next); !ones.isEmpty(); ones = reorderBuffer.take(next)) {
            ready.addAll(ones);
            last = ones.get(0);
            next++;
        }
    }

    private void buffer(Publication publication) {
        if (!reorderBuffer.add(publication)) {
            // logged publications are read from the log; unlogged ones are delivered at most once
            reorderBuffer.clear();
            readLog = true;
        }
    }

    private void checkGap() {
        if (gapTimedOut) {
            gapTimedOut = false;
            gapTimeoutScheduled = false;
            if (!reorderBuffer.isEmpty()) {
                readLog = true;
            }
        } else if (!reorderBuffer.isEmpty() && !gapTimeoutScheduled) {
            environment.scheduleGapTimeout(this);
            gapTimeoutScheduled = true;
        }
    }

    /** Takes what has been read from the log, and begins to read more; never waits for either. */
    private void processLog() {
        TopicLogReader.Batch read = log.take();
        if (read != null) {
            accept(read);
            checkGap();
        }
        if (readLog && !ended) {
            readLog = false;
            readLog |= !log.begin(next - 1, reorderBuffer.highest());
        }
    }

    /** Publications are committed before they are sent: what a later read of the log does not find does not exist. */
    private void accept(TopicLogReader.Batch read) {
        List<Publication> ready = new ArrayList<>();
        for (Publication publication : read.publications()) {
            if (publication.seq() > next) {
                LOG.warning(topic + ": the log has purged " + next + " to " + (publication.seq() - 1));
            }
            if (publication.seq() >= next) {
                accept(publication, ready);
            }
        }
        if (read.isLast()) {
            ready.addAll(reorderBuffer.clear(read.committed()));
        }
        readLog |= !read.isLast();
        deliver(ready);
    }

    private void deliver(List<Publication> ready) {
        if (!ready.isEmpty() && !ended) {
            environment.deliver(topic, ready);
        }
    }
}
