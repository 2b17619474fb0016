package org.heliograph.machine.history;

/**
 * How many machines of an organisation were online during a period, as far as it was sampled.
 *
 * @param samples how many samples there are, at least one
 * @param sum     of the online machines of all samples
 * @param low     the fewest online machines of a sample
 * @param high    the most online machines of a sample
 * @param last    the online machines of the last sample
 * @param total   the machines of the last sample, online or not
 */
record OnlineCount(long samples, long sum, long low, long high, long last, long total) {
    OnlineCount {
        if (samples < 1) {
            throw new IllegalArgumentException("a period without a sample has no count");
        }
    }

    /** One sample. */
    static OnlineCount of(long online, long total) {
        return new OnlineCount(1, online, online, online, online, total);
    }

    /** This and a later part of the same period. */
    OnlineCount plus(OnlineCount later) {
        return new OnlineCount(
                samples + later.samples,
                sum + later.sum,
                Math.min(low, later.low),
                Math.max(high, later.high),
                later.last,
                later.total);
    }

    /** The mean of the samples. */
    double average() {
        return (double) sum / samples;
    }
}
