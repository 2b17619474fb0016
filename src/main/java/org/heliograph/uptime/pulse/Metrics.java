package org.heliograph.uptime.pulse;

/** A monitor's custom metrics; null where there is none. */
public record Metrics(Double custom1, Double custom2, Double custom3) {
    static final Metrics NONE = new Metrics(null, null, null);

    /** These, and where there is none the older one. */
    Metrics over(Metrics older) {
        return new Metrics(
                custom1 != null ? custom1 : older.custom1,
                custom2 != null ? custom2 : older.custom2,
                custom3 != null ? custom3 : older.custom3);
    }
}
