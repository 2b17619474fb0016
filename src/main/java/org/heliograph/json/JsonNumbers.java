package org.heliograph.json;

import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;

/** Measured numbers as JSON: integers without a fraction. */
public final class JsonNumbers {
    /** Up to here a double represents every integer. */
    private static final double EXACT = 1L << 53;

    private JsonNumbers() {}

    /** @param value finite; null becomes JSON null */
    public static JsonObjectBuilder add(JsonObjectBuilder json, String name, Double value) {
        if (value == null) {
            return json.addNull(name);
        }
        return value == Math.rint(value) && Math.abs(value) < EXACT
                ? json.add(name, value.longValue())
                : json.add(name, BigDecimal.valueOf(value));
    }

    /** Rounds to three decimals. */
    public static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
