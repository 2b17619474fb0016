package org.heliograph.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the query of a URL as it was sent. What is not well encoded is taken as it is. */
final class QueryParser {
    private static final int HEX = 16;
    private static final int LAST_BYTE = 0xFF;

    private QueryParser() {}

    /** The values of each parameter, in the order in which they were sent. */
    static Map<String, String[]> parse(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        Map<String, String[]> arrays = new LinkedHashMap<>();
        parameters.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
        return arrays;
    }

    /** Percent-encoded UTF-8, with + for a space. */
    static String decoded(String text) {
        byte[] encoded = unescapedLetters(text).replace('+', ' ').getBytes(StandardCharsets.UTF_8);
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

    /** Letters that were sent as UTF-8 without escapes, which Payara passes on as a letter for each byte. */
    private static String unescapedLetters(String text) {
        if (text.chars().allMatch(letter -> letter < 0x80) || text.chars().anyMatch(letter -> letter > LAST_BYTE)) {
            return text;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException letters) {
            return text;
        }
    }
}
