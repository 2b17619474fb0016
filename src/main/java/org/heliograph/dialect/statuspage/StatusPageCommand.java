package org.heliograph.dialect.statuspage;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What a client of status pages can ask for. */
sealed interface StatusPageCommand {
    /**
     * @param password the BLAKE2b-512 of the page's password in hexadecimal digits; null when none was sent
     * @param since    the last position that the client has; null when it does not resume
     */
    record Subscribe(String slug, String password, Long since) implements StatusPageCommand {}

    record Unsubscribe(String slug) implements StatusPageCommand {}

    record ListSubscriptions() implements StatusPageCommand {}

    /**
     * A pulse of a monitor.
     *
     * @param pulseId what the client calls it, to be told back; null for nothing
     * @param values  the frame, whose fields are the pulse's
     */
    record Push(JsonValue pulseId, String token, JsonObject values) implements StatusPageCommand {
        /** The text of a field; null when it was not sent. */
        String value(String name) {
            JsonValue value = values.get(name);
            if (value == null || value == JsonValue.NULL) {
                return null;
            }
            return value instanceof jakarta.json.JsonString text ? text.getString() : value.toString();
        }
    }
}
