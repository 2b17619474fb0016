package org.heliograph.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The three places where a request may carry its token. */
final class Credentials {
    private static final List<String> SUBPROTOCOLS = List.of("token-", "access_token.");
    private static final String BEARER = "bearer";

    private Credentials() {}

    /** The different tokens of a request; more than one is a contradiction. */
    static Set<String> of(HttpServletRequest request) {
        Set<String> tokens = new LinkedHashSet<>();
        fromQuery(request.getQueryString(), tokens);
        for (String header : Collections.list(request.getHeaders("Authorization"))) {
            fromAuthorization(header.strip(), tokens);
        }
        for (String header : Collections.list(request.getHeaders("Sec-WebSocket-Protocol"))) {
            fromSubprotocols(header, tokens);
        }
        return tokens;
    }

    /** Reads the query itself: asking the container for a parameter would swallow the body of a form. */
    private static void fromQuery(String query, Set<String> tokens) {
        if (query == null) {
            return;
        }
        for (String pair : query.split("&")) {
            if (pair.startsWith("token=")) {
                tokens.add(decode(pair.substring("token=".length())));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static void fromAuthorization(String header, Set<String> tokens) {
        String[] parts = header.split("\\s+", 2);
        if (parts[0].equalsIgnoreCase(BEARER)) {
            tokens.add(parts.length == 2 ? parts[1] : "");
        }
    }

    private static void fromSubprotocols(String header, Set<String> tokens) {
        for (String offered : header.split(",")) {
            for (String prefix : SUBPROTOCOLS) {
                if (offered.strip().startsWith(prefix)) {
                    tokens.add(offered.strip().substring(prefix.length()));
                }
            }
        }
    }
}
