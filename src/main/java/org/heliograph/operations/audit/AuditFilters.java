package org.heliograph.operations.audit;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.heliograph.audit.AuditSearch;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;

/** The parameters of a search in the audit trail. */
final class AuditFilters {
    private static final Set<String> KNOWN = Set.of(
            "org_id", "action", "outcome", "actor", "address", "search", "from", "until", "limit", "cursor", "format");
    private static final int LONGEST = 254;

    private AuditFilters() {}

    /** @throws ApiException 400 for an unknown parameter or a value that it cannot have */
    static AuditSearch parse(MultivaluedMap<String, String> query) {
        query.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw ApiException.badRequest(
                            "There is no parameter of this name; known are action, actor, address,"
                                    + " from, org_id, outcome, search and until.");
                });
        String outcome = text(query, "outcome");
        if (outcome != null && !Set.of("done", "failed").contains(outcome)) {
            throw ApiException.badRequest("The parameter outcome must be done or failed.");
        }
        return new AuditSearch(
                text(query, "org_id"),
                text(query, "action"),
                outcome,
                text(query, "actor"),
                text(query, "address"),
                text(query, "search"),
                moment(query, "from", 0),
                moment(query, "until", 1),
                null);
    }

    /** @throws ApiException 400 for a format that there is not */
    static boolean isCsv(MultivaluedMap<String, String> query) {
        String format = text(query, "format");
        if (format != null && !Set.of("json", "csv").contains(format)) {
            throw ApiException.badRequest("The parameter format must be json or csv.");
        }
        return "csv".equals(format);
    }

    private static String text(MultivaluedMap<String, String> query, String name) {
        String value = query.getFirst(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST || !Body.storable(value)) {
            throw ApiException.badRequest("The parameter " + name + " is too long or no text.");
        }
        return value.strip();
    }

    /** @param days added to a day without a time of day */
    private static Instant moment(MultivaluedMap<String, String> query, String name, int days) {
        String value = text(query, name);
        if (value == null) {
            return null;
        }
        try {
            Instant moment = value.length() <= 10
                    ? LocalDate.parse(value)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(value);
            if (moment.isAfter(Instant.EPOCH) && moment.isBefore(Instant.parse("2200-01-01T00:00:00Z"))) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // refused below
        }
        throw ApiException.badRequest(
                "The parameter " + name + " must be a day such as 2026-03-17 or a time such as 2026-03-17T10:30:00Z.");
    }
}
