package org.heliograph.dialect.fleet;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/** Client frames as commands. Fields that the spec does not name are passed over. */
final class FleetDecoder {
    private static final int MAX_PAYLOAD_BYTES = 4 * 1024;
    private static final int MAX_EVENT_LENGTH = 64;
    private static final String ORGANIZATION_FILTER = "org_id=eq.";

    private final int maxChannels;

    /** @param maxChannels how many channels one frame may name */
    FleetDecoder(int maxChannels) {
        this.maxChannels = maxChannels;
    }

    FleetCommand decode(String text) throws BadFrameException {
        JsonObject frame = FrameParser.parse(text);
        String type = FrameParser.string(frame, "type");
        return switch (type) {
            case "subscribe" -> subscribe(frame);
            case "unsubscribe" -> new FleetCommand.Unsubscribe(channels(frame));
            case "ping" -> new FleetCommand.Ping();
            case "broadcast" -> broadcast(frame);
            default -> throw new BadFrameException("Unknown type");
        };
    }

    private FleetCommand subscribe(JsonObject frame) throws BadFrameException {
        Set<FleetChannel> channels = channels(frame);
        Map<FleetChannel, Long> since = new EnumMap<>(FleetChannel.class);
        if (frame.containsKey("since")) {
            if (!(frame.get("since") instanceof JsonObject positions)) {
                throw new BadFrameException("\"since\" must be an object of channels and positions");
            }
            for (String name : positions.keySet()) {
                FleetChannel channel =
                        FleetChannel.parse(name).orElseThrow(() -> new BadFrameException("Unknown channel"));
                if (!channels.contains(channel)) {
                    throw new BadFrameException("\"since\" names a channel that is not subscribed to");
                }
                since.put(channel, FrameParser.position(positions, name));
            }
        }
        return new FleetCommand.Subscribe(channels, filteredOrganization(frame), since);
    }

    private Set<FleetChannel> channels(JsonObject frame) throws BadFrameException {
        if (!(frame.get("channels") instanceof JsonArray names) || names.isEmpty()) {
            throw new BadFrameException("\"channels\" must be a list of channel names");
        }
        if (names.size() > maxChannels) {
            throw new BadFrameException("Too many subscriptions");
        }
        Set<FleetChannel> channels = EnumSet.noneOf(FleetChannel.class);
        for (JsonValue name : names) {
            channels.add(channel(name));
        }
        return channels;
    }

    private static FleetChannel channel(JsonValue name) throws BadFrameException {
        if (!(name instanceof JsonString text)) {
            throw new BadFrameException("A channel name must be a string");
        }
        return FleetChannel.parse(text.getString()).orElseThrow(() -> new BadFrameException("Unknown channel"));
    }

    /** The only filter there is names the socket's own organisation (docs/protocols.md). */
    private static String filteredOrganization(JsonObject frame) throws BadFrameException {
        if (!frame.containsKey("filter")) {
            return null;
        }
        String filter = FrameParser.string(frame, "filter");
        if (!filter.startsWith(ORGANIZATION_FILTER)) {
            throw new BadFrameException("The filter must be org_id=eq.<org>");
        }
        return filter.substring(ORGANIZATION_FILTER.length());
    }

    private static FleetCommand broadcast(JsonObject frame) throws BadFrameException {
        FleetChannel channel = channel(frame.getOrDefault("channel", JsonValue.NULL));
        if (!channel.open()) {
            throw new BadFrameException("Clients may not broadcast on this channel");
        }
        String event = FrameParser.string(frame, "event");
        if (event.isBlank() || event.length() > MAX_EVENT_LENGTH) {
            throw new BadFrameException("\"event\" must have 1 to " + MAX_EVENT_LENGTH + " characters");
        }
        if (!(frame.get("payload") instanceof JsonObject payload)) {
            throw new BadFrameException("\"payload\" must be an object");
        }
        String text = payload.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
            throw new BadFrameException("\"payload\" is over 4 KiB");
        }
        return new FleetCommand.Broadcast(channel, event, text);
    }
}
