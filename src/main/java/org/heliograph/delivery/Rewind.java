package org.heliograph.delivery;

import org.heliograph.event.Publication;

/** The request to continue in another log, and what was delivered last before it. All but the request belongs to the thread that delivers. */
final class Rewind {
    private static final long NOWHERE = -1;

    /** {@link #NOWHERE} while none is requested. */
    private volatile long position = NOWHERE;

    /** The logged publication that was delivered last; null once the log has been read again. */
    private Publication before;

    /** @param position the topic's last committed sequence number */
    void request(long position) {
        this.position = position;
    }

    boolean isRequested() {
        return position != NOWHERE;
    }

    /**
     * Where to continue. If the log has passed the last number again, that number at least may be another publication.
     *
     * @param next what would be delivered next
     * @param last the logged publication that was delivered last; null for none
     */
    long begin(long next, Publication last) {
        before = last;
        return Math.min(position + 1, last == null ? next : last.seq());
    }

    void end() {
        position = NOWHERE;
    }

    /** Whether a publication of the log has been delivered before the rewind. */
    boolean repeats(Publication publication) {
        return before != null && isSame(publication, before);
    }

    /** What the log has under the last number has been seen. */
    void logRead() {
        before = null;
    }

    /** Whether two publications with one number are one, and not those of two logs. */
    static boolean isSame(Publication one, Publication other) {
        return one.seq() == other.seq() && one.timestamp().equals(other.timestamp());
    }
}
