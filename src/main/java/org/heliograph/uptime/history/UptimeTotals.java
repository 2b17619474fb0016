package org.heliograph.uptime.history;

/** How long a monitor was up, down and in an unknown state within a range of time, in milliseconds. */
public record UptimeTotals(long up, long down, long unknown) {
    public static final UptimeTotals NONE = new UptimeTotals(0, 0, 0);

    private static final double DIGITS = 1000;

    public UptimeTotals plus(UptimeTotals other) {
        return new UptimeTotals(up + other.up, down + other.down, unknown + other.unknown);
    }

    /**
     * The uptime in percent of the known time, with three decimals; null where nothing is known. It is below 100 if there was any
     * downtime, and above 0 if there was any uptime.
     */
    public Double percent() {
        if (up + down == 0) {
            return null;
        }
        double rounded = Math.round(100.0 * up / (up + down) * DIGITS) / DIGITS;
        if (down > 0) {
            rounded = Math.min(rounded, 100 - 1 / DIGITS);
        }
        return up > 0 ? Math.max(rounded, 1 / DIGITS) : rounded;
    }
}
