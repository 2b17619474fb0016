package org.heliograph.hub;

import java.util.List;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.Frame;

/**
 * The read position of a connection that resumes a topic. A cursor is either behind or live. Behind, it reads the log in batches,
 * as fast as its peer takes them. When the log has no more, it goes live and takes what the hub fans out; when the peer has no room
 * for that, it is behind again. So every sequence number is delivered once and in order, and what is queued for a slow peer is bounded.
 */
final class Cursor {
    private static final int BATCH = 200;
    /** So many frames are sent together, outside of the cursor's lock: a long batch must not fill the queue of a peer that takes it. */
    private static final int FLUSH_EVERY = 32;

    private final Topic topic;
    private final Connection connection;
    private final PublicationSource source;
    private final ResumePoint from;
    private final CursorReads reads;
    /** The sequence number that is delivered next. */
    private long next;
    /** The highest sequence number that this cursor has seen committed. */
    private long committed;
    /** The last sequence number from before the peer resumed, or from before the log was restored. */
    private volatile long lastOfThePast;

    /** The epoch of the log that is delivered. */
    private volatile String epoch;

    /** A gap that is delivered first: sequence numbers that the peer has and this log never had. Null for none, or once queued. */
    private Frame initialGap;

    private boolean live;
    /** How often the log was rewound; what was read before that is not delivered after it. */
    private int rewinds;

    private volatile boolean ended;

    /** @param end of the topic's log when the peer asked */
    Cursor(Topic topic, ResumePoint from, LogPosition end, Connection connection, PublicationSource source) {
        this.topic = topic;
        this.from = from;
        this.epoch = end.epoch();
        this.committed = end.seq();
        this.lastOfThePast = end.seq();
        this.connection = connection;
        this.source = source;
        this.reads = new CursorReads(topic, connection, source, this::readBatch);
        boolean sameLog = !from.namesEpoch() || from.since().epoch().equals(end.epoch());
        long known = from.since().seq();
        // after a restore from a backup the peer is ahead of the log, or has nothing in common with it for certain
        long common = sameLog ? Math.min(known, end.seq()) : 0;
        this.next = common + 1;
        this.initialGap = known > common ? gap(next, known, common) : null;
    }

    /** Starts to read, once the peer has its reply. */
    void begin() {
        reads.request();
    }

    /** Queues what the hub fans out, as far as the cursor is live. The caller flushes the connection. */
    void deliver(EncodedBatch batch) {
        boolean behind = false;
        int queued = 0;
        for (Frame frame : encoded(batch)) {
            behind |= !accept(frame, batch);
            if (++queued % FLUSH_EVERY == 0) {
                connection.flush();
            }
        }
        if (behind) {
            reads.request();
        }
    }

    /** @return false when the cursor is behind from now on */
    private synchronized boolean accept(Frame frame, EncodedBatch batch) {
        Publication publication = frame.publication();
        if (publication.logged() && !batch.isOf(epoch)) {
            // of the log that is gone: the topic's delivery has not been rewound yet
            return true;
        }
        if (publication.logged()) {
            committed = Math.max(committed, publication.seq());
        }
        if (!live || ended || publication.logged() && publication.seq() < next) {
            return true;
        }
        if (!publication.logged()) {
            // transient: lost when the peer has no room for it
            queue(frame);
            return true;
        }
        live = publication.seq() == next && queue(frame);
        next += live ? 1 : 0;
        return live;
    }

    /** The outbox tests again, under its lock, that this cursor has not ended: that lock is held when another cursor replaces it. */
    private boolean queue(Frame frame) {
        return connection.queueIfRoom(frame, () -> !ended);
    }

    /** Called when the peer has taken everything that was queued, so that there is room for more. */
    void resumeReading() {
        synchronized (this) {
            if (live || ended) {
                return;
            }
        }
        reads.request();
    }

    /**
     * The log is another one, and ends at a position: what the peer has beyond it is reported as a gap, and delivery continues behind
     * the position. A peer that has not reached the position gets a gap as well, of the last number that it has: the log may have passed
     * that number again, so it is unknown since when the two differ. A cursor that has begun in that epoch, before the topic's delivery
     * was rewound to it, has got nothing of the log before: it reads on, since it has ignored what was fanned out meanwhile.
     */
    void rewind(LogPosition end) {
        synchronized (this) {
            boolean known = end.epoch().equals(epoch);
            committed = known ? committed : end.seq();
            lastOfThePast = known ? lastOfThePast : end.seq();
            epoch = end.epoch();
            if (ended) {
                return;
            }
            rewinds++;
            live = false;
            if (next > 1 && !known) {
                long last = next - 1;
                long common = Math.min(end.seq(), last - 1);
                next = common + 1;
                initialGap = gap(next, last, common);
            }
        }
        reads.request();
    }

    /** Stops all delivery. Takes no lock, since it is called under the outbox's lock. */
    void end() {
        ended = true;
    }

    /** Delivers one batch from the log. @return whether there is more to deliver now */
    private boolean readBatch() {
        long from;
        long committedBefore;
        int rewindsBefore;
        synchronized (this) {
            if (live || ended || !connection.isOpen() || initialGap != null && !queue(initialGap)) {
                return false;
            }
            initialGap = null;
            from = next;
            // the read may miss what is committed from here on
            committedBefore = committed;
            rewindsBefore = rewinds;
        }
        List<Publication> read = source.read(topic, from - 1, BATCH);
        int queued = 0;
        for (Frame frame : encoded(new EncodedBatch(connection.dialect(), read, epoch))) {
            boolean past = frame.publication().seq() <= lastOfThePast;
            if (!queueNext(past ? frame.ofThePast() : frame, rewindsBefore)) {
                connection.flush();
                return false;
            }
            if (++queued % FLUSH_EVERY == 0) {
                connection.flush();
            }
        }
        boolean more = finishBatch(read, committedBefore, rewindsBefore);
        connection.flush();
        return more;
    }

    private synchronized boolean queueNext(Frame frame, int rewindsBefore) {
        long seq = frame.publication().seq();
        if (ended || rewinds != rewindsBefore || seq > next && !queueGapBefore(seq) || !queue(frame)) {
            return false;
        }
        next = seq + 1;
        return true;
    }

    /** Switches to live delivery at the end of the log. @return whether there is more to read */
    private synchronized boolean finishBatch(List<Publication> read, long committedBefore, int rewindsBefore) {
        if (rewinds != rewindsBefore) {
            // another run is requested already
            return false;
        }
        // publications that could not be encoded, and those at the end that the log has purged
        long last = read.isEmpty() ? committedBefore : read.get(read.size() - 1).seq();
        if (ended || last >= next && !queueGapBefore(last + 1)) {
            return false;
        }
        live = read.size() < BATCH && committed < next;
        return !live;
    }

    private List<Frame> encoded(EncodedBatch batch) {
        return from.namesEpoch() ? batch.sequenced(epoch) : batch.sequenced();
    }

    /** Reports everything before a sequence number as a gap: it cannot be delivered any more. @return false when there is no room */
    private boolean queueGapBefore(long seq) {
        if (!queue(gap(next, seq - 1, seq - 1))) {
            return false;
        }
        next = seq;
        return true;
    }

    /** @param continues after which number */
    private Frame gap(long first, long last, long continues) {
        return Frame.reply(from.gap().encode(new ResumePoint.Gap(first, last, new LogPosition(continues, epoch))));
    }
}
