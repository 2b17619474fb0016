package org.heliograph.dialect.channels;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/**
 * A command of a channels client.
 *
 * @param channels the names that the frame has, without duplicates and in order; they may be unknown. Empty for commands without
 *                 channels
 */
record ChannelsCommand(Type type, Set<String> channels) {
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
            case "subscribe" -> new ChannelsCommand(Type.SUBSCRIBE, channels(frame, maxChannels));
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
