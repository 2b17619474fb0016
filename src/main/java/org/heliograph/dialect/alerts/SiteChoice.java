package org.heliograph.dialect.alerts;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameText;

/** What a screen may say: {@code {"subscribe":["Kilimanjaro","Serengeti"]}}. */
final class SiteChoice {
    private SiteChoice() {}

    /**
     * The sites that a message chooses; none at all means every site.
     *
     * @param most how many sites may be named
     * @return empty when the message is none of ours, and changes nothing
     */
    static Optional<Set<String>> parse(String message, int most) {
        try {
            return FrameText.parse(message).get("subscribe") instanceof JsonArray names && names.size() <= most
                    ? sites(names)
                    : Optional.empty();
        } catch (BadFrameException ignored) {
            // screens are told of alerts and of nothing else (spec: Alerts)
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
