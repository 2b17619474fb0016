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

/** Client frames as commands. Fields that the spec does not name are passed over. */
final class ChannelsDecoder {
    private ChannelsDecoder() {}

    /** @param most how many channels one frame may name */
    static ChannelsCommand decode(JsonObject frame, int most) throws BadFrameException {
        return switch (FrameParser.string(frame, "type")) {
            case "subscribe" -> new ChannelsCommand.Subscribe(names(frame, most));
            case "unsubscribe" -> new ChannelsCommand.Unsubscribe(names(frame, most));
            case "ping" -> new ChannelsCommand.Ping();
            case "list_channels" -> new ChannelsCommand.ListChannels();
            case "stats" -> new ChannelsCommand.Stats();
            default -> throw new BadFrameException("Unknown type");
        };
    }

    /** One {@code channel}, a list of {@code channels}, or both. */
    private static Set<String> names(JsonObject frame, int most) throws BadFrameException {
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
        if (names.size() > most) {
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
