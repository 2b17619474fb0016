package org.heliograph.uptime.pulse;

/** A monitor's custom metrics; null where there is none. */
public record PulseMetrics(Double custom1, Double custom2, Double custom3) {
    static final PulseMetrics NONE = new PulseMetrics(null, null, null);

    /** These, and where there is none the older one. */
    PulseMetrics over(PulseMetrics older) {
        return new PulseMetrics(
                custom1 != null ? custom1 : older.custom1,
                custom2 != null ? custom2 : older.custom2,
                custom3 != null ? custom3 : older.custom3);
    }
}
