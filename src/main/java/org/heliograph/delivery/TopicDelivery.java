package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * One topic on its way to this node's hub. Publications come from commits here, from the broker and from the log, in any
 * order and more than once; they leave by position, each once. One thread at a time works on it, on the executor, and for
 * one batch only, so that a storm on one topic leaves the others their turn.
 */
final class TopicDelivery {
    private static final Logger LOG = Logger.getLogger(TopicDelivery.class.getName());
    private static final int MAX_WAITING = 10_000;
    private static final int BATCH = 500;

    /** What a lane needs of its environment. */
    interface Environment extends Executor {
        List<Publication> read(Topic topic, long after, int limit);

        void deliver(Topic topic, List<Publication> publications);

        /** Calls {@link TopicDelivery#gapWaited()} after the time that a missing number is waited for. */
        void later(TopicDelivery lane);
    }

    private final Topic topic;
    private final Environment environment;
    private final Queue<Publication> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();
    private final ReorderBuffer early = new ReorderBuffer(MAX_WAITING);
    private volatile boolean readLog;
    private volatile boolean gapDue;
    private volatile boolean refused;
    private volatile long next;
    private volatile boolean ended;
    private boolean waitingForGap;

    /** @param next the first position that is delivered; everything before it is past */
    TopicDelivery(Topic topic, long next, Environment environment) {
        this.topic = topic;
        this.next = next;
        this.environment = environment;
    }

    /** Takes a publication; never blocks. What finds no room is read from the log. */
    void offer(Publication publication) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            readLog = true;
        } else {
            inbox.add(publication);
        }
        wake();
    }

    /** Reads from the log what has not come. */
    void catchUp() {
        readLog = true;
        wake();
    }

    /** A missing number has been waited for: reads it from the log, unless it has come. */
    void gapWaited() {
        gapDue = true;
        wake();
    }

    /**
     * Reads from the log if the topic has got further than this lane, and takes up what a full executor left lying.
     *
     * @param position where the topic is
     */
    void compare(long position) {
        if (position >= next) {
            catchUp();
        } else if (!inbox.isEmpty()) {
            wake();
        }
    }

    /** Delivers nothing any more: another lane may take its place. */
    void end() {
        ended = true;
    }

    private void wake() {
        if (work.getAndIncrement() == 0) {
            begin();
        }
    }

    private void begin() {
        try {
            environment.execute(this::run);
        } catch (RuntimeException | Error rejected) {
            // a server that can make no thread throws errors; nothing is lost: the next look at the positions begins
            // again
            work.set(0);
            if (!refused) {
                // once, since a storm of publications would be one of complaints as well
                refused = true;
                LOG.log(Level.WARNING, rejected, () -> topic + " has to wait");
            }
        }
    }

    private void run() {
        int seen = work.get();
        boolean more = false;
        refused = false;
        try {
            more = takeInbox();
            more |= takeLog();
        } catch (RuntimeException failed) {
            // nothing is lost: the next look at the positions reads the log again
            LOG.log(Level.WARNING, failed, () -> "could not deliver " + topic);
        } catch (Error fatal) {
            work.set(0);
            throw fatal;
        }
        if (more || work.addAndGet(-seen) != 0) {
            begin();
        }
    }

    /** @return whether there is more in it than one batch */
    private boolean takeInbox() {
        List<Publication> ready = new ArrayList<>();
        int taken = 0;
        for (Publication one = inbox.poll(); one != null; one = ++taken < BATCH ? inbox.poll() : null) {
            waiting.decrementAndGet();
            if (!one.logged() && early.isEmpty()) {
                ready.add(one);
            } else if (!one.logged()) {
                keep(one);
            } else if (one.seq() == next) {
                take(one, ready);
            } else if (one.seq() > next) {
                keep(one);
            }
        }
        deliver(ready);
        lookAtGap();
        return taken == BATCH;
    }

    private void take(Publication publication, List<Publication> ready) {
        ready.add(publication);
        next = publication.seq() + 1;
        for (List<Publication> ones = early.take(next); !ones.isEmpty(); ones = early.take(next)) {
            ready.addAll(ones);
            next++;
        }
    }

    private void keep(Publication publication) {
        if (!early.keep(publication)) {
            // the log has those that are logged; the others are told at most once
            early.unlogged();
            readLog = true;
        }
    }

    private void lookAtGap() {
        if (gapDue) {
            gapDue = false;
            waitingForGap = false;
            if (!early.isEmpty()) {
                readLog = true;
            }
        } else if (!early.isEmpty() && !waitingForGap) {
            environment.later(this);
            waitingForGap = true;
        }
    }

    /**
     * Publications are committed before they are sent: what a read of the log does not find after it, does not exist.
     *
     * @return whether there is more to read than one batch
     */
    private boolean takeLog() {
        if (!readLog) {
            return false;
        }
        readLog = false;
        List<Publication> read = environment.read(topic, next - 1, BATCH);
        for (Publication publication : read) {
            if (publication.seq() != next) {
                LOG.warning(() -> topic + " lacks " + next + " to " + (publication.seq() - 1) + ": beyond retention");
            }
            next = publication.seq() + 1;
        }
        deliver(read);
        if (read.size() == BATCH) {
            readLog = true;
            return true;
        }
        deliver(early.unlogged());
        return false;
    }

    private void deliver(List<Publication> ready) {
        if (!ready.isEmpty() && !ended) {
            environment.deliver(topic, ready);
        }
    }
}
