package org.heliograph.alert.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.heliograph.rest.ApiException;

/**
 * The conditions of a list of alerts, newest first.
 *
 * @param limit    at most so many
 * @param before   only those older than this moment; null for all
 * @param beforeId only those that follow this alert in the list, newest first; null for all
 */
record AlertFilter(AlertSelection selection, int limit, Instant before, String beforeId) {
    private static final int MAX_LIMIT = 500;
    private static final int DEFAULT_LIMIT = 100;
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59.999Z");
    private static final Set<String> NAMES = Set.of("site", "severity", "status", "limit", "before", "screen");

    /** Parses query parameters; each may be repeated or empty. @throws ApiException 400 for an unknown or invalid one */
    static AlertFilter parse(MultivaluedMap<String, String> query) {
        for (String name : query.keySet()) {
            if (!NAMES.contains(name)) {
                throw ApiException.badRequest("Unknown parameter: " + AlertSelection.shortened(name));
            }
        }
        String before = query.getFirst("before");
        Instant moment = moment(before);
        return new AlertFilter(
                AlertSelection.parse(query),
                limit(query.getFirst("limit")),
                moment,
                moment != null || before == null || before.isEmpty() ? null : before);
    }

    private static int limit(String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // refused below
        }
        throw ApiException.badRequest("The parameter limit must be a whole number from 1 to " + MAX_LIMIT + ".");
    }

    private static Instant moment(String before) {
        Instant moment;
        try {
            moment = before == null || before.isEmpty() ? null : Instant.parse(before);
        } catch (DateTimeException noTime) {
            // not a time: the id of an alert
            return null;
        }
        if (moment != null && (moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST))) {
            throw ApiException.badRequest("The parameter before must be a time from 1970 to 2999.");
        }
        return moment;
    }
}
