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
import org.heliograph.event.LogPosition;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/** A command of a fleet client. */
sealed interface FleetCommand {
    int MAX_PAYLOAD_BYTES = 4 * 1024;
    int MAX_EVENT_LENGTH = 64;
    String ORGANIZATION_FILTER = "org_id=eq.";

    /**
     * @param filteredOrganization the organisation in the filter; null without a filter
     * @param since                the position that the client has reached, for each channel in which it resumes
     */
    record Subscribe(Set<FleetChannel> channels, String filteredOrganization, Map<FleetChannel, LogPosition> since)
            implements FleetCommand {}

    record Unsubscribe(Set<FleetChannel> channels) implements FleetCommand {}

    record Ping() implements FleetCommand {}

    /** @param payload a JSON object as text */
    record Broadcast(FleetChannel channel, String event, String payload) implements FleetCommand {}

    /** Parses a client's frame; unknown fields are ignored. @param maxChannels how many channels one frame may name */
    static FleetCommand parse(String text, int maxChannels) throws BadFrameException {
        JsonObject frame = FrameParser.parse(text);
        return switch (FrameParser.string(frame, "type")) {
            case "subscribe" -> subscribe(frame, channels(frame, maxChannels));
            case "unsubscribe" -> new Unsubscribe(channels(frame, maxChannels));
            case "ping" -> new Ping();
            case "broadcast" -> broadcast(frame);
            default -> throw new BadFrameException("Unknown type");
        };
    }

    private static Subscribe subscribe(JsonObject frame, Set<FleetChannel> channels) throws BadFrameException {
        Map<FleetChannel, LogPosition> since = new EnumMap<>(FleetChannel.class);
        if (frame.containsKey("since")) {
            if (!(frame.get("since") instanceof JsonObject sequences)) {
                throw new BadFrameException("\"since\" must be an object of channels and sequences");
            }
            for (String name : sequences.keySet()) {
                FleetChannel channel = channel(name);
                if (!channels.contains(channel)) {
                    throw new BadFrameException("\"since\" names a channel that is not subscribed to");
                }
                since.put(channel, FrameParser.position(sequences, name));
            }
        }
        return new Subscribe(channels, filteredOrganization(frame), since);
    }

    private static Set<FleetChannel> channels(JsonObject frame, int maxChannels) throws BadFrameException {
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
        return channel(text.getString());
    }

    private static FleetChannel channel(String name) throws BadFrameException {
        return FleetChannel.parse(name).orElseThrow(() -> new BadFrameException("Unknown channel"));
    }

    /** The only supported filter names the connection's own organisation (docs/protocols.md). */
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

    private static Broadcast broadcast(JsonObject frame) throws BadFrameException {
        FleetChannel channel = channel(frame.getOrDefault("channel", JsonValue.NULL));
        if (!channel.takesBroadcasts()) {
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
        return new Broadcast(channel, event, text);
    }
}
