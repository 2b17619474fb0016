package org.heliograph.chaos.check;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Something that a writer brings about and that can be found again in the log.
 *
 * @param what such as {@code UPDATE <id> <version>}
 */
public record Fact(String topic, String what) {
    /** A machine of that name was made; writers' names are used once. */
    public static Fact made(String organization, String name) {
        return new Fact(topic(organization), "INSERT " + name);
    }

    /** A machine was given that version; writers' versions are used once. */
    public static Fact changed(String organization, String id, String version) {
        return new Fact(topic(organization), "UPDATE " + id + " " + version);
    }

    /** A machine was deleted. */
    public static Fact deleted(String organization, String id) {
        return new Fact(topic(organization), "DELETE " + id);
    }

    /** The fact that a row of the log tells; none for changes that come from the server or from heartbeats. */
    static Optional<Fact> of(String topic, Row row) {
        JsonObject payload = row.json();
        String id = payload.getString("id");
        return switch (row.event()) {
            case "INSERT" -> Optional.of(new Fact(topic, "INSERT " + payload.getString("name")));
            case "UPDATE" ->
                Optional.ofNullable(payload.get("version"))
                        .map(version -> new Fact(topic, "UPDATE " + id + " " + payload.getString("version")));
            default -> Optional.of(new Fact(topic, row.event() + " " + id));
        };
    }

    private static String topic(String organization) {
        return "org:" + organization + ":machines";
    }
}
