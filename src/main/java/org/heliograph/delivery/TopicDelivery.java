package org.heliograph.delivery;

import java.util.List;
import java.util.logging.Logger;
import org.heliograph.event.LogPosition;
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
    /** The maximum size of each of them, see {@link PublicationSize}. */
    static final long CAPACITY_BYTES = 16L << 20;

    private static final int BATCH = TopicLogReader.BATCH;

    private final Topic topic;
    private final DeliveryEnvironment environment;
    private final Inbox inbox = new Inbox(CAPACITY, CAPACITY_BYTES);
    /** What has been put in order: behind {@link #next} only once it is here. */
    private final OutgoingBatch outgoing;

    private final RunQueue runs;
    private final TopicLogReader log;
    private final ReorderBuffer reorderBuffer = new ReorderBuffer(CAPACITY, CAPACITY_BYTES);
    private volatile boolean readLog;
    /** The sequence number that is delivered next. Written only by the thread that runs. */
    private volatile long next;
    /** The epoch of the log that is delivered. Written after {@link #next}, so that one who has read it reads a number of that log. */
    private volatile String epoch;
    /** Where to continue after the log was rewound; null when it was not. */
    private volatile LogPosition rewindTo;
    /** The logged publication that was delivered last; null before the first, and after a rewind. */
    private Publication last;
    /** The logged publication that was delivered last before a rewind, not to be delivered again; null once the log has been read. */
    private Publication beforeRewind;
    /** The last sequence number has arrived with another publication: the log is not the one that was delivered. */
    private volatile boolean diverged;

    private volatile boolean ended;
    private final GapTimer gapTimer = new GapTimer();

    /** @param from the position after which it delivers; everything up to there is ignored */
    TopicDelivery(Topic topic, LogPosition from, DeliveryEnvironment environment) {
        this.topic = topic;
        this.next = from.seq() + 1;
        this.epoch = from.epoch();
        this.environment = environment;
        this.outgoing = new OutgoingBatch(topic, batch -> environment.deliver(topic, epoch, batch));
        this.runs = new RunQueue(topic, environment, this::process);
        this.log = new TopicLogReader(topic, environment, runs::request);
    }

    /** Takes a publication; never blocks. When the inbox is full the publication is discarded and read from the log. */
    void offer(Publication publication) {
        if (!inbox.add(publication)) {
            readLog = true;
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
        gapTimer.expire();
        runs.request();
    }

    /**
     * Reads from the log if the topic is ahead of this delivery, and retries a run that failed or that the executor rejected.
     *
     * @param position the topic's last committed sequence number
     */
    void compare(long position) {
        if (position >= next) {
            catchUp();
        } else if (!inbox.isEmpty() || isRewinding() || outgoing.hasFailed()) {
            runs.request();
        }
    }

    /** The sequence number that was delivered last. */
    long delivered() {
        return next - 1;
    }

    /** Whether the log that is delivered is of that epoch. */
    boolean isOf(String other) {
        return epoch.equals(other);
    }

    /** The log is another one: continues behind its end, which may have lost what was delivered, unless it has not reached it. */
    void rewind(LogPosition end) {
        rewindTo = end;
        runs.request();
    }

    /** Whether a rewind waits for a thread. */
    boolean isRewinding() {
        return rewindTo != null;
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
            // what the last run could not deliver
            deliver(List.of());
            processRewind();
            more = processInbox();
            processLog();
        } catch (RuntimeException | Error failed) {
            LOG.log(DatabaseException.logLevel(failed), failed, () -> "could not deliver topic " + topic);
        }
        return more || outgoing.hasFailedOnce();
    }

    private void processRewind() {
        LogPosition end = rewindTo;
        if (end == null) {
            return;
        }
        if (!ended) {
            // what waits belongs to the log that is gone; the rest is read from the present one
            deliver(reorderBuffer.clear());
            deliver(inbox.discardLogged());
            log.discard();
            // where the log has passed the last number again, that number at least may be another publication
            next = Math.min(end.seq() + 1, last == null ? next : last.seq());
            epoch = end.epoch();
            beforeRewind = last == null ? beforeRewind : last;
            last = null;
            readLog = true;
            environment.rewound(topic, new LogPosition(next - 1, epoch));
        }
        diverged = false;
        rewindTo = null;
    }

    private boolean processInbox() {
        List<Publication> ready = outgoing.publications();
        int taken = 0;
        for (Publication one = inbox.poll(); one != null; one = ++taken < BATCH ? inbox.poll() : null) {
            if (!one.logged() && reorderBuffer.isEmpty() && one.after() < next) {
                ready.add(one);
            } else if (!one.logged()) {
                buffer(one);
                ready.addAll(reorderBuffer.takeFollowing(next - 1));
            } else if (one.seq() == next) {
                accept(one, ready);
            } else if (one.seq() > next) {
                buffer(one);
            } else if (last != null && one.seq() == last.seq() && !one.isSameAs(last)) {
                diverged = true;
            }
        }
        deliver(ready);
        return taken == BATCH;
    }

    private void accept(Publication publication, List<Publication> ready) {
        for (Publication one = publication; one != null; one = reorderBuffer.take(next)) {
            if (!one.isSameAs(beforeRewind)) {
                ready.add(one);
            }
            last = one;
            next = one.seq() + 1;
            ready.addAll(reorderBuffer.clear(one.seq()));
        }
    }

    private void buffer(Publication publication) {
        if (!reorderBuffer.add(publication)) {
            readLog = true;
        }
    }

    /** Takes what has been read from the log, and begins to read more; never waits for either. */
    private void processLog() {
        TopicLogReader.Batch read = log.take();
        if (read != null) {
            accept(read);
        }
        if (gapTimer.check(!reorderBuffer.isEmpty(), () -> environment.scheduleGapTimeout(this))) {
            readLog = true;
        }
        if (readLog && !ended) {
            readLog = false;
            if (!log.begin(next - 1, reorderBuffer.highest())) {
                readLog = true;
            }
        }
    }

    /** Publications are committed before they are sent: what a later read of the log does not find does not exist. */
    private void accept(TopicLogReader.Batch read) {
        List<Publication> ready = outgoing.publications();
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
        } else {
            readLog = true;
        }
        beforeRewind = null;
        deliver(ready);
    }

    /** Delivers what is outgoing; a failure leaves it to the next run. @param more added to it, if it is another list */
    private void deliver(List<Publication> more) {
        if (more != outgoing.publications()) {
            outgoing.publications().addAll(more);
        }
        if (ended) {
            outgoing.discard();
        }
        outgoing.deliver();
    }
}
