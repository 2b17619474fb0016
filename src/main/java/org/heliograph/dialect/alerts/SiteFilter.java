package org.heliograph.dialect.alerts;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/**
 * The only frame of a screen: {@code {"subscribe":["Kilimanjaro","Serengeti"]}}, with {@code "since":41} or
 * {@code "since":{"seq":41,"epoch":"…"}} to resume.
 *
 * @param sites the sites whose alerts the screen receives; empty for all sites
 * @param since the position that the screen has reached; null if it does not resume
 */
record SiteFilter(Set<String> sites, LogPosition since) {
    /**
     * Parses a screen's frame.
     *
     * @param maxSites how many sites a frame may name
     * @return empty for any other frame, which is ignored: this dialect has no error frame (docs/alerts.md)
     */
    static Optional<SiteFilter> parse(String message, int maxSites) {
        try {
            JsonObject frame = FrameParser.parse(message);
            LogPosition since = frame.containsKey("since") ? FrameParser.position(frame, "since") : null;
            return frame.get("subscribe") instanceof JsonArray names && names.size() <= maxSites
                    ? sites(names).map(sites -> new SiteFilter(sites, since))
                    : Optional.empty();
        } catch (BadFrameException ignored) {
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
