package org.heliograph.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heliograph.event.Topic;

/**
 * What a node tells the others when it has numbered events. As text it has a line for the node and one for each topic.
 *
 * @param node      the node that sends it
 * @param positions the last sequence numbers of the topics that have got new ones; empty when these are not known, or too many
 */
public record LogNotification(String node, Map<Topic, Long> positions) {
    /** PostgreSQL takes fewer than 8,000 bytes. */
    static final int MAX_BYTES = 7_900;

    public LogNotification {
        positions = Map.copyOf(positions);
    }

    /** Names the topics if they have room, and none otherwise. */
    static LogNotification of(String node, Map<Topic, Long> positions) {
        LogNotification full = new LogNotification(node, positions);
        return full.text().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                ? full
                : new LogNotification(node, Map.of());
    }

    String text() {
        StringBuilder text = new StringBuilder(node);
        positions.forEach(
                (topic, seq) -> text.append('\n').append(seq).append(' ').append(topic.name()));
        return text.toString();
    }

    /** Empty for what no node has sent. */
    public static Optional<LogNotification> parse(String text) {
        String[] lines = text.split("\n");
        Map<Topic, Long> positions = new TreeMap<>();
        try {
            for (int i = 1; i < lines.length; i++) {
                int space = lines[i].indexOf(' ');
                positions.put(
                        Topic.parse(lines[i].substring(space + 1)),
                        Long.parseLong(lines[i].substring(0, Math.max(0, space))));
            }
            return Optional.of(new LogNotification(lines[0], positions));
        } catch (IllegalArgumentException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }
}
