package org.heliograph.uptime.status;

import org.heliograph.rest.ApiException;

/** Which states an answer distinguishes: the parameter {@code states}. */
public enum States {
    /** Up, degraded and down, as the clients of the stock server know them. */
    STOCK,
    /** Also pending, maintenance and unknown, with the reason of a downtime and since when an uptime is witnessed. */
    FULL;

    /** @param text null or empty for the stock states @throws ApiException 400 for another value than {@code full} */
    static States parse(String text) {
        if (text == null || text.isEmpty()) {
            return STOCK;
        }
        if (text.equals("full")) {
            return FULL;
        }
        throw ApiException.badRequest("Invalid states: the only value is full");
    }
}
