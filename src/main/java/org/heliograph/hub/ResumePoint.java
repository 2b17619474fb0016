package org.heliograph.hub;

import org.heliograph.event.LogPosition;

/**
 * The point at which a peer resumes a topic.
 *
 * @param since the position up to which the peer has everything; its epoch is null for a peer that knows none
 * @param gap   encodes the frame that reports publications which cannot be delivered any more
 */
public record ResumePoint(LogPosition since, GapEncoder gap) {
    /**
     * A range of sequence numbers that the log no longer has, or never had.
     *
     * @param from     first missing sequence number
     * @param to       last missing sequence number
     * @param continues the position after which the delivery continues; before the gap where the log was restored from a backup
     */
    public record Gap(long from, long to, LogPosition continues) {}

    /** Encodes a gap. */
    public interface GapEncoder {
        /** Called under a lock, so it must not block. */
        String encode(Gap gap);
    }

    /** Whether the peer knows epochs: the ids of a stream name them then. */
    public boolean namesEpoch() {
        return since.epoch() != null;
    }
}
