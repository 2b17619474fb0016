package org.heliograph.uptime.calculation;

/** How much of a window a monitor was up, down, and neither known to be; milliseconds. */
public record UptimeTotals(long up, long down, long unknown) {
    public static final UptimeTotals NOTHING = new UptimeTotals(0, 0, 0);

    private static final double DIGITS = 1000;

    public UptimeTotals plus(UptimeTotals other) {
        return new UptimeTotals(up + other.up, down + other.down, unknown + other.unknown);
    }

    /**
     * The uptime in percent of what is known, with three decimals; null where nothing is. What was down for however short a time
     * is never 100, what was up never 0.
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
