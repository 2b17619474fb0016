package org.heliograph.hub;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.Frame;

/**
 * Where a connection that resumes stands in a topic. Behind, it reads the log as fast as its peer takes it; when the log holds
 * no more it goes on with what the hub publishes, and when the peer cannot take that at once, it is behind again. So it tells
 * every position once and in order, and what it holds for a slow peer is bounded.
 */
final class Cursor {
    private static final Logger LOG = Logger.getLogger(Cursor.class.getName());
    private static final int BATCH = 200;

    private final Topic topic;
    private final Connection connection;
    private final PublicationSource feed;
    private final ResumePoint.Gap gap;
    private final AtomicInteger work = new AtomicInteger();
    /** The position that is told next. */
    private long next;
    /** The last position that is known to be committed. */
    private long known;

    /** What is told first: positions that the peer has seen and this log never had. Null for none, or once it is told. */
    private Frame ahead;

    private boolean live;
    private volatile boolean ended;

    /**
     * @param position the last position that was committed when the peer asked
     */
    Cursor(Topic topic, ResumePoint resumption, long position, Connection connection, PublicationSource feed) {
        this.topic = topic;
        this.gap = resumption.gap();
        this.next = Math.min(resumption.since(), position) + 1;
        this.known = position;
        this.connection = connection;
        this.feed = feed;
        // the peer comes from before a restored backup
        this.ahead = resumption.since() > position ? gap(position + 1, resumption.since()) : null;
    }

    /** Begins, once the peer has its answer. */
    void begin() {
        wake();
    }

    /** Tells what the hub has just published, if it is its turn. */
    void deliver(List<Frame> frames) {
        boolean behind = false;
        for (Frame frame : frames) {
            behind |= !take(frame);
            // outside of the lock, which no sending may hold
            connection.flush();
        }
        if (behind) {
            wake();
        }
    }

    /** @return false when the cursor is behind from now on */
    private synchronized boolean take(Frame frame) {
        Publication publication = frame.publication();
        if (publication.logged()) {
            known = Math.max(known, publication.seq());
        }
        if (!live || ended || publication.logged() && publication.seq() < next) {
            return true;
        }
        if (!publication.logged()) {
            // it passes: a peer that has no room for it does without
            queue(frame);
            return true;
        }
        live = publication.seq() == next && queue(frame);
        next += live ? 1 : 0;
        return live;
    }

    /** Asked once more under the lock of what waits for the peer, which is held when another cursor takes this one's place. */
    private boolean queue(Frame frame) {
        return connection.queueIfRoom(frame, () -> !ended);
    }

    /** The peer has taken everything, so there is room for more. */
    void drained() {
        synchronized (this) {
            if (live || ended) {
                return;
            }
        }
        wake();
    }

    /** Nothing is told any more. Takes no lock, since it is called under that of what waits for the peer. */
    void end() {
        ended = true;
    }

    private void wake() {
        if (work.getAndIncrement() == 0) {
            goOn();
        }
    }

    private void goOn() {
        try {
            feed.schedule(this::run);
        } catch (RuntimeException | Error refused) {
            LOG.log(Level.WARNING, "nobody is left to read the log for a socket", refused);
            connection.close(Disconnect.INTERNAL_ERROR);
        }
    }

    private void run() {
        int seen = work.get();
        try {
            if (readOn()) {
                // others are behind as well: each gets its turn
                goOn();
                return;
            }
        } catch (RuntimeException | Error failed) {
            LOG.log(Level.WARNING, failed, () -> "could not read " + topic + " for a socket");
            connection.close(Disconnect.INTERNAL_ERROR);
        }
        if (work.addAndGet(-seen) != 0) {
            goOn();
        }
    }

    /** Tells one batch from the log. @return whether there is more to tell now */
    private boolean readOn() {
        long from;
        long committed;
        synchronized (this) {
            if (live || ended || !connection.isOpen() || ahead != null && !queue(ahead)) {
                return false;
            }
            ahead = null;
            from = next;
            // what becomes known from here on may be too new for the read
            committed = known;
        }
        List<Publication> read = feed.read(topic, from - 1, BATCH);
        for (Frame frame : new EncodedBatch(connection.dialect(), read).numbered()) {
            boolean told = tell(frame);
            connection.flush();
            if (!told) {
                return false;
            }
        }
        boolean more = goOnOrGoLive(read, committed);
        connection.flush();
        return more;
    }

    private synchronized boolean tell(Frame frame) {
        long seq = frame.publication().seq();
        if (ended || seq > next && !skipTo(seq) || !queue(frame)) {
            return false;
        }
        next = seq + 1;
        return true;
    }

    private synchronized boolean goOnOrGoLive(List<Publication> read, long committed) {
        // what cannot be put in words, and what the log has let go of up to its end
        long last = read.isEmpty() ? committed : read.get(read.size() - 1).seq();
        if (ended || last >= next && !skipTo(last + 1)) {
            return false;
        }
        live = read.size() < BATCH && known < next;
        return !live;
    }

    /** Positions that the log has let go of before they could be told. @return false when that has to wait */
    private boolean skipTo(long seq) {
        if (!queue(gap(next, seq - 1))) {
            return false;
        }
        next = seq;
        return true;
    }

    private Frame gap(long from, long to) {
        return Frame.answer(gap.frame(from, to));
    }
}
