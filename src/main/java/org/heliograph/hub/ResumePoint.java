package org.heliograph.hub;

/**
 * The point at which a peer resumes a topic.
 *
 * @param since the sequence number of the last publication that the peer has; 0 for none
 * @param gap   encodes the frame that reports publications which cannot be delivered any more
 */
public record ResumePoint(long since, GapEncoder gap) {
    /** Encodes a gap: a range of sequence numbers that the log no longer has, or never had. */
    public interface GapEncoder {
        /**
         * Called under a lock, so it must not block.
         *
         * @param from first missing sequence number
         * @param to   last missing sequence number
         */
        String encode(long from, long to);
    }
}
