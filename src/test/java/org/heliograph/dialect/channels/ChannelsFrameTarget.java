package org.heliograph.dialect.channels;

import java.time.Instant;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/** The frames of channels clients. */
public final class ChannelsFrameTarget implements FuzzTarget {
    private static final int MAX_CHANNELS = 1000;

    @Override
    public void accept(byte[] input) {
        try {
            ChannelsCommand command = ChannelsCommand.parse(FrameParser.parse(FuzzInput.text(input)), MAX_CHANNELS);
            Require.that(command.channels().size() <= MAX_CHANNELS, "too many channels");
            command.channels().forEach(ChannelsFrameTarget::check);
        } catch (BadFrameException refused) {
            Require.frame(ChannelsEncoder.error(refused.getMessage(), Instant.EPOCH));
        }
    }

    private static void check(String name) {
        Channel.parse(name).ifPresent(channel -> {
            Require.equal(channel.name(), name, "name");
            Require.equal(Channel.nameOf(channel.topic()), name, "name of the topic");
            Require.that(!channel.maySubscribe(null) || name.equals("announcements"), "open to strangers: " + name);
        });
        Require.equal(
                Require.frame(ChannelsEncoder.unsubscribed(name, Instant.EPOCH)).getString("channel"), name, "channel");
    }
}
