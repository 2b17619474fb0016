package org.heliograph.dialect.channels;

import java.util.Set;

/** What a client of channels can ask for. */
sealed interface ChannelsCommand {
    /** @param names as sent, each once and in order; whether there are such channels is answered one by one */
    record Subscribe(Set<String> names) implements ChannelsCommand {}

    record Unsubscribe(Set<String> names) implements ChannelsCommand {}

    record Ping() implements ChannelsCommand {}

    record ListChannels() implements ChannelsCommand {}

    record Stats() implements ChannelsCommand {}
}
