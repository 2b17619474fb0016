package org.heliograph.dialect.channels;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/**
 * A command of a channels client.
 *
 * @param channels the names that the frame has, without duplicates and in order; they may be unknown. Empty for commands without
 *                 channels
 * @param since    of those channels that the client resumes: the position that it has reached
 */
record ChannelsCommand(Type type, Set<String> channels, Map<String, LogPosition> since) {
    private static final String SINCE = "since";

    ChannelsCommand(Type type, Set<String> channels) {
        this(type, channels, Map.of());
    }

    enum Type {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PING,
        LIST_CHANNELS,
        STATS
    }

    /** Parses a client's frame; unknown fields are ignored. @param maxChannels how many channels one frame may name */
    static ChannelsCommand parse(JsonObject frame, int maxChannels) throws BadFrameException {
        return switch (FrameParser.string(frame, "type")) {
            case "subscribe" -> subscribe(frame, channels(frame, maxChannels));
            case "unsubscribe" -> new ChannelsCommand(Type.UNSUBSCRIBE, channels(frame, maxChannels));
            case "ping" -> new ChannelsCommand(Type.PING, Set.of());
            case "list_channels" -> new ChannelsCommand(Type.LIST_CHANNELS, Set.of());
            case "stats" -> new ChannelsCommand(Type.STATS, Set.of());
            default -> throw new BadFrameException("Unknown type");
        };
    }

    /** The {@code channel}, the list of {@code channels}, or both. */
    private static Set<String> channels(JsonObject frame, int maxChannels) throws BadFrameException {
        Set<String> names = new LinkedHashSet<>();
        if (frame.containsKey("channel") || !frame.containsKey("channels")) {
            names.add(FrameParser.string(frame, "channel"));
        }
        for (JsonValue name : list(frame)) {
            if (!(name instanceof JsonString text)) {
                throw new BadFrameException("A channel name must be a string");
            }
            names.add(text.getString());
        }
        if (names.size() > maxChannels) {
            throw new BadFrameException("Too many subscriptions");
        }
        return names;
    }

    private static ChannelsCommand subscribe(JsonObject frame, Set<String> names) throws BadFrameException {
        return new ChannelsCommand(Type.SUBSCRIBE, names, frame.containsKey(SINCE) ? since(frame, names) : Map.of());
    }

    /** One position of the only channel, as on a status page, or an object of channels and positions, as in a fleet. */
    private static Map<String, LogPosition> since(JsonObject frame, Set<String> names) throws BadFrameException {
        if (!(frame.get(SINCE) instanceof JsonObject positions) || positions.containsKey("seq")) {
            if (names.size() > 1) {
                throw new BadFrameException("\"since\" must be an object of channels and positions");
            }
            return Map.of(names.iterator().next(), FrameParser.position(frame, SINCE));
        }
        Map<String, LogPosition> since = new LinkedHashMap<>();
        for (String name : positions.keySet()) {
            if (!names.contains(name)) {
                throw new BadFrameException("\"since\" names a channel that is not subscribed to");
            }
            since.put(name, FrameParser.position(positions, name));
        }
        return since;
    }

    private static List<JsonValue> list(JsonObject frame) throws BadFrameException {
        if (!frame.containsKey("channels")) {
            return List.of();
        }
        if (frame.get("channels") instanceof JsonArray names && !names.isEmpty()) {
            return names;
        }
        throw new BadFrameException("\"channels\" must be a list of channel names");
    }
}
