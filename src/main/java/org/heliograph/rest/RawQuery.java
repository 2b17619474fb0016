package org.heliograph.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads parameters from the query of a request without its container. Asking the container for a parameter would consume the body of
 * a form.
 */
public final class RawQuery {
    private RawQuery() {}

    /** The values of a parameter, decoded, in the order in which they were sent. One that is malformed is taken as it is. */
    public static List<String> values(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query == null) {
            return List.of();
        }
        String prefix = name + '=';
        List<String> values = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (pair.startsWith(prefix)) {
                values.add(decode(pair.substring(prefix.length())));
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
