package org.heliograph.dialect.alerts;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/**
 * What a screen may say: {@code {"subscribe":["Kilimanjaro","Serengeti"]}}, to resume with {@code "since":41} beside it.
 *
 * @param sites the sites that it chooses; none at all means every site
 * @param since the last position that it has; null when it does not resume
 */
record SiteFilter(Set<String> sites, Long since) {
    /**
     * The choice in a message.
     *
     * @param most how many sites may be named
     * @return empty when the message is none of ours, and changes nothing
     */
    static Optional<SiteFilter> parse(String message, int most) {
        try {
            JsonObject frame = FrameParser.parse(message);
            Long since = frame.containsKey("since") ? (Long) FrameParser.position(frame, "since") : null;
            return frame.get("subscribe") instanceof JsonArray names && names.size() <= most
                    ? sites(names).map(sites -> new SiteFilter(sites, since))
                    : Optional.empty();
        } catch (BadFrameException ignored) {
            // screens are told of alerts and of nothing else (docs/alerts.md)
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> sites(JsonArray names) {
        Set<String> sites = new HashSet<>();
        for (JsonValue name : names) {
            if (!(name instanceof JsonString text)) {
                return Optional.empty();
            }
            sites.add(text.getString());
        }
        return Optional.of(sites);
    }
}
