package org.heliograph.rest;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;

/**
 * A page of a list that can grow (docs/protocols.md: Lists). The parameter {@code limit} bounds its rows; the header {@code Link} of the
 * response (RFC 8288) has the address of the next page while there is one. A page begins after the row that its cursor names, so rows
 * that come and go meanwhile neither repeat nor hide others.
 *
 * @param limit most rows
 * @param after the sort key of the row before the first one, its parts in order; empty for the first page
 */
public record ListPage(UriInfo uri, int limit, List<String> after) {
    /** The rows of a page for which no limit is given, and the most that can be. */
    public static final int MOST = 1000;

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String SEPARATOR = "\n";

    /**
     * Rows of a list in its order.
     *
     * @param rows one more than the page's limit when there are more
     * @param key  the sort key of a row, its parts in order; unique
     * @param json a row in the response
     */
    public record Rows<T>(List<T> rows, Function<T, List<String>> key, Function<T, JsonObject> json) {}

    /** @throws ApiException 400 for an invalid limit or cursor */
    public static ListPage of(UriInfo uri) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        return new ListPage(uri, limit(query.getFirst(LIMIT)), after(query.getFirst(CURSOR)));
    }

    private static int limit(String text) {
        if (text == null || text.isEmpty()) {
            return MOST;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // refused below
        }
        throw ApiException.badRequest("The parameter limit must be a whole number from 1 to " + MOST + ".");
    }

    private static List<String> after(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return List.of();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (Body.storable(text)) {
                return List.of(text.split(SEPARATOR, -1));
            }
        } catch (IllegalArgumentException malformed) {
            // refused below
        }
        throw invalidCursor();
    }

    /** 400 for a cursor that no page has given. */
    public static ApiException invalidCursor() {
        return ApiException.badRequest("The parameter cursor must be taken from the Link of the page before.");
    }

    /** A part of the cursor; empty on the first page. @param parts how many the sort key has @throws ApiException 400 for another number */
    public Optional<String> after(int part, int parts) {
        if (after.isEmpty()) {
            return Optional.empty();
        }
        if (after.size() != parts) {
            throw invalidCursor();
        }
        return Optional.of(after.get(part));
    }

    /** A part of the cursor that is a time. @throws ApiException 400 for another text, and for a time that no row has */
    public Optional<Instant> moment(int part, int parts) {
        return after(part, parts).map(ListPage::moment);
    }

    private static Instant moment(String text) {
        try {
            Instant moment = Instant.parse(text);
            if (Timestamps.isInRange(moment)) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // refused below
        }
        throw invalidCursor();
    }

    /** How many rows to read: one more than the page has, which shows whether there is another. */
    public int readLimit() {
        return limit + 1;
    }

    /** The response. @param body makes it from the array of rows */
    public <T> Response respond(Rows<T> read, Function<JsonArray, JsonObject> body) {
        return builder(read, body).build();
    }

    /** As {@link #respond}, with the position from which a socket resumes. */
    public <T> Response respond(Rows<T> read, Function<JsonArray, JsonObject> body, LogPosition position) {
        return SequenceHeader.add(builder(read, body), position).build();
    }

    private <T> Response.ResponseBuilder builder(Rows<T> read, Function<JsonArray, JsonObject> body) {
        boolean more = read.rows().size() > limit;
        List<T> rows = more ? read.rows().subList(0, limit) : read.rows();
        JsonArrayBuilder json = JsonText.array();
        rows.forEach(row -> json.add(read.json().apply(row)));
        Response.ResponseBuilder response = Response.ok(body.apply(json.build()));
        if (more) {
            String key = String.join(SEPARATOR, read.key().apply(rows.get(limit - 1)));
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
            String next = uri.getRequestUriBuilder()
                    .replaceQueryParam(CURSOR, cursor)
                    .replaceQueryParam("token")
                    .build()
                    .toString();
            // without scheme and host, which a proxy may have changed
            response.header("Link", "<" + next.replaceFirst("^[a-z]+://[^/]*", "") + ">; rel=\"next\"");
        }
        return response;
    }
}
