package org.heliograph.event;

/**
 * A point in the log of a topic.
 *
 * @param seq   the sequence number of the last publication before it; 0 for the beginning
 * @param epoch the epoch of the log in which the number was given; null where a client does not say it. Subscriptions keep it, so that a
 *              longer one than any of ours is cut: it is another epoch in any case
 */
public record LogPosition(long seq, String epoch) {
    static final int LONGEST_EPOCH = 100;

    private static final char SEPARATOR = '@';

    public LogPosition {
        epoch = epoch == null || epoch.length() <= LONGEST_EPOCH ? epoch : epoch.substring(0, LONGEST_EPOCH);
    }

    /** The position as one word, as event streams use it: {@code 41}, or with its epoch {@code 41@1790000000000-5b3c9a10}. */
    public String text() {
        return epoch == null ? Long.toString(seq) : seq + String.valueOf(SEPARATOR) + epoch;
    }

    /**
     * Parses {@link #text}.
     *
     * @throws NumberFormatException unless the number is whole, 0 or more and less than {@link Long#MAX_VALUE}
     */
    public static LogPosition parse(String text) {
        int end = text.indexOf(SEPARATOR);
        long seq = Long.parseLong(end < 0 ? text : text.substring(0, end));
        if (seq < 0 || seq == Long.MAX_VALUE) {
            throw new NumberFormatException("out of range: " + seq);
        }
        String epoch = end < 0 ? "" : text.substring(end + 1);
        return new LogPosition(seq, epoch.isEmpty() ? null : epoch);
    }
}
