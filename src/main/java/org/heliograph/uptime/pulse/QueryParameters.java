package org.heliograph.uptime.pulse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The parameters of a query string, and only those: a body never decides over them. Of several with one name the first counts. What
 * is not well encoded is taken as it is.
 */
final class QueryParameters {
    private static final int HEX = 16;

    private final Map<String, String> values = new HashMap<>();

    /** @param query null for none */
    QueryParameters(String query) {
        if (query == null) {
            return;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            values.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
    }

    /** The text of a parameter; null when it was not sent. */
    String get(String name) {
        return values.get(name);
    }

    /** Percent-encoded UTF-8, with + for a space. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        byte[] encoded = text.replace('+', ' ').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            boolean isEscape = encoded[i] == '%' && i + 2 < encoded.length;
            int high = isEscape ? Character.digit(encoded[i + 1], HEX) : -1;
            int low = isEscape ? Character.digit(encoded[i + 2], HEX) : -1;
            boolean isByte = high >= 0 && low >= 0;
            plain.write(isByte ? high * HEX + low : encoded[i]);
            i += isByte ? 2 : 0;
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
