package org.heliograph.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;

/**
 * One topic on its way to this node's hub. Publications come from commits here, from the broker and from the log, in any
 * order and more than once; they leave by position, each once. One thread at a time works on it, on the executor.
 */
final class Lane {
    private static final Logger LOG = Logger.getLogger(Lane.class.getName());
    private static final int MAX_WAITING = 10_000;
    private static final int READ = 500;

    /** What a lane needs of its surroundings. */
    interface Surroundings extends Executor {
        List<Publication> read(Topic topic, long after, int limit);

        void deliver(Topic topic, List<Publication> publications);

        /** Calls {@link Lane#catchUp()} after the time that a missing number is waited for. */
        void later(Lane lane);
    }

    private final Topic topic;
    private final Surroundings surroundings;
    private final Queue<Publication> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();
    private final TreeMap<Long, Publication> early = new TreeMap<>();
    private volatile boolean readLog;
    private volatile long next;
    private boolean waitingForGap;

    /** @param next the first position that is delivered; everything before it is past */
    Lane(Topic topic, long next, Surroundings surroundings) {
        this.topic = topic;
        this.next = next;
        this.surroundings = surroundings;
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

    /** Reads from the log if the topic has got further than this lane. @param position where the topic is */
    void compare(long position) {
        if (position >= next) {
            catchUp();
        }
    }

    private void wake() {
        if (work.getAndIncrement() == 0) {
            surroundings.execute(this::run);
        }
    }

    private void run() {
        int seen;
        do {
            seen = work.get();
            try {
                takeInbox();
                if (readLog) {
                    readLog = false;
                    takeLog();
                }
            } catch (RuntimeException failed) {
                // nothing is lost: the next look at the positions reads the log again
                LOG.log(Level.WARNING, "could not deliver " + topic, failed);
            }
        } while (work.addAndGet(-seen) != 0);
    }

    private void takeInbox() {
        List<Publication> ready = new ArrayList<>();
        for (Publication publication = inbox.poll(); publication != null; publication = inbox.poll()) {
            waiting.decrementAndGet();
            if (!publication.logged()) {
                ready.add(publication);
            } else if (publication.seq() == next) {
                take(publication, ready);
            } else if (publication.seq() > next) {
                keep(publication);
            }
        }
        deliver(ready);
        if (!early.isEmpty() && !waitingForGap) {
            waitingForGap = true;
            surroundings.later(this);
        }
    }

    private void take(Publication publication, List<Publication> ready) {
        ready.add(publication);
        next = publication.seq() + 1;
        for (Publication follower = early.remove(next); follower != null; follower = early.remove(next)) {
            ready.add(follower);
            next = follower.seq() + 1;
        }
    }

    private void keep(Publication publication) {
        if (early.size() >= MAX_WAITING) {
            early.clear();
            readLog = true;
        } else {
            early.put(publication.seq(), publication);
        }
    }

    /** Publications are committed before they are sent: what a read of the log does not find after it, does not exist. */
    private void takeLog() {
        waitingForGap = false;
        List<Publication> read;
        do {
            read = surroundings.read(topic, next - 1, READ);
            List<Publication> ready = new ArrayList<>(read.size());
            for (Publication publication : read) {
                if (publication.seq() != next) {
                    LOG.warning(
                            () -> topic + " lacks " + next + " to " + (publication.seq() - 1) + ": beyond retention");
                }
                ready.add(publication);
                next = publication.seq() + 1;
            }
            deliver(ready);
        } while (read.size() == READ);
        early.clear();
    }

    private void deliver(List<Publication> ready) {
        if (!ready.isEmpty()) {
            surroundings.deliver(topic, ready);
        }
    }
}
