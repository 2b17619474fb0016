package org.heliograph.rest.cache;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a computation has made of its rows: the body of a response and its headers.
 *
 * @param tag     the same for bodies that say the same
 * @param headers besides {@code Content-Type}
 */
public record SharedContent(byte[] body, String contentType, String tag, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final int TAG_DIGITS = 32;

    public static SharedContent of(JsonObject json) {
        return of(json.toString(), JSON);
    }

    public static SharedContent of(String text, String contentType) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new SharedContent(body, contentType, hash(body), Map.of());
    }

    /**
     * An object with a last field that says when it was read. That field is no part of the tag: what was read later and is otherwise the
     * same says the same.
     */
    public static SharedContent of(JsonObject json, String field, String time) {
        String text = json.toString();
        String separator = json.isEmpty() ? "" : ",";
        String last = separator + '"' + field + "\":\"" + time + "\"}";
        byte[] body = (text.substring(0, text.length() - 1) + last).getBytes(StandardCharsets.UTF_8);
        return new SharedContent(body, JSON, hash(text.getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    /** The same with another header, which belongs to its tag. */
    public SharedContent withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new SharedContent(body, contentType, tag, more);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError("every Java has SHA-256", missing);
        }
    }
}
