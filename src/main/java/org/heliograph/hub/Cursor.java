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
    private final Feed feed;
    private final Resumption.Gap gap;
    private final AtomicInteger work = new AtomicInteger();
    /** The position that is told next. */
    private long next;
    /** The last position that is known to be committed. */
    private long known;

    /** What is told first: positions that the peer has seen and this log never had. Null for none, or once it is told. */
    private Frame ahead;

    private boolean live;
    private boolean ended;

    /**
     * @param position the last position that was committed when the peer asked
     */
    Cursor(Topic topic, Resumption resumption, long position, Connection connection, Feed feed) {
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
        synchronized (this) {
            for (Frame frame : frames) {
                Publication publication = frame.publication();
                if (!publication.logged()) {
                    // it passes; who is behind could not tell where it belongs
                    behind |= live && !ended && !connection.offerIfRoom(frame);
                } else {
                    known = Math.max(known, publication.seq());
                    behind |= live && publication.seq() >= next && !tell(frame);
                }
            }
        }
        if (behind) {
            wake();
        }
    }

    /** @return false when it has to wait, and the cursor is behind */
    private boolean tell(Frame frame) {
        long seq = frame.publication().seq();
        if (seq != next || ended || !connection.offerIfRoom(frame)) {
            live = false;
            return false;
        }
        next = seq + 1;
        return true;
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

    /** Nothing is told any more. */
    synchronized void end() {
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
        } catch (RuntimeException refused) {
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
        } catch (RuntimeException failed) {
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
            if (live || ended || !connection.isOpen() || ahead != null && !connection.offerIfRoom(ahead)) {
                return false;
            }
            ahead = null;
            from = next;
            // what becomes known from here on may be too new for the read
            committed = known;
        }
        List<Publication> read = feed.read(topic, from - 1, BATCH);
        List<Frame> frames = new Telling(connection.dialect(), read).numbered();
        synchronized (this) {
            for (Frame frame : frames) {
                long seq = frame.publication().seq();
                if (ended || seq > next && !skipTo(seq) || !connection.offerIfRoom(frame)) {
                    return false;
                }
                next = seq + 1;
            }
            // what cannot be put in words, and what the log has let go of up to its end
            long last = read.isEmpty() ? committed : read.get(read.size() - 1).seq();
            if (last >= next && !skipTo(last + 1)) {
                return false;
            }
            if (read.size() == BATCH) {
                return true;
            }
            live = !ended && known < next;
            return !live && !ended;
        }
    }

    /** Positions that the log has let go of before they could be told. @return false when that has to wait */
    private boolean skipTo(long seq) {
        if (!connection.offerIfRoom(gap(next, seq - 1))) {
            return false;
        }
        next = seq;
        return true;
    }

    private Frame gap(long from, long to) {
        return Frame.answer(gap.frame(from, to));
    }
}
