package org.heliograph.dialect.alerts;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/**
 * The only frame of a screen: {@code {"subscribe":["Kilimanjaro","Serengeti"]}}, with {@code "since":41} or
 * {@code "since":{"seq":41,"epoch":"…"}} to resume, and with {@code "updates":true} to hear as well when an open alert is acknowledged or
 * reworded.
 *
 * @param sites   the sites whose alerts the screen receives; empty for all sites
 * @param updates whether it receives changes of open alerts
 * @param since   the position that the screen has reached; null if it does not resume
 */
record SiteFilter(Set<String> sites, boolean updates, LogPosition since) implements Predicate<String> {
    /** How the key of an alert that was opened or resolved begins; the site follows. */
    static final char LIFE = 'l';

    /** How the key of a change of an open alert begins; the site follows. */
    static final char UPDATE = 'u';

    /** Of a screen that has not sent any: alerts of all sites. */
    static final SiteFilter NONE = new SiteFilter(Set.of(), false, null);

    /** Whether the screen receives a frame of that key. */
    @Override
    public boolean test(String key) {
        return (updates || key.charAt(0) == LIFE) && (sites.isEmpty() || sites.contains(key.substring(1)));
    }

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
            boolean updates = JsonValue.TRUE.equals(frame.get("updates"));
            return frame.get("subscribe") instanceof JsonArray names && names.size() <= maxSites
                    ? sites(names).map(sites -> new SiteFilter(sites, updates, since))
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
