package org.heliograph.hub;

/**
 * Where a peer goes on in a topic.
 *
 * @param since the last position that it has, from 0
 * @param gap   how it is told that it cannot be told something
 */
public record ResumePoint(long since, Gap gap) {
    /** Makes the frame that tells which positions are missing: the log has let go of them, or never had them. */
    public interface Gap {
        /** @param from the first of them @param to the last of them; called under a lock, so it must not block */
        String frame(long from, long to);
    }
}
