package org.heliograph.dialect.fleet;

import java.time.Instant;
import java.util.Map;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.json.JsonText;

/** The frames of fleet clients. */
public final class FleetFrameTarget implements FuzzTarget {
    private static final int MAX_CHANNELS = 1000;

    @Override
    public void accept(byte[] input) {
        try {
            FleetCommand command = FleetCommand.parse(FuzzInput.text(input), MAX_CHANNELS);
            if (command instanceof FleetCommand.Subscribe subscribe) {
                Require.that(!subscribe.channels().isEmpty(), "no channel");
                Require.that(subscribe.channels().containsAll(subscribe.since().keySet()), "a position of no channel");
                subscribe.since().values().forEach(FleetFrameTarget::checkPosition);
                Require.frame(FleetEncoder.subscribed(subscribe.channels(), Map.of()));
            } else if (command instanceof FleetCommand.Unsubscribe unsubscribe) {
                Require.frame(FleetEncoder.unsubscribed(unsubscribe.channels()));
            } else if (command instanceof FleetCommand.Broadcast broadcast) {
                checkEvent(broadcast);
            }
        } catch (BadFrameException refused) {
            Require.equal(
                    Require.frame(FleetEncoder.error(refused.getMessage(), Instant.EPOCH))
                            .getString("message"),
                    refused.getMessage(),
                    "error frame");
        }
    }

    private static void checkPosition(LogPosition position) {
        Require.that(position.seq() >= 0 && position.seq() < Long.MAX_VALUE, "position out of range");
    }

    private static void checkEvent(FleetCommand.Broadcast broadcast) {
        var frame = Require.frame(FleetEncoder.event(new Publication(
                broadcast.channel().topic("acme"), 0, broadcast.event(), broadcast.payload(), Instant.EPOCH)));
        Require.equal(frame.getString("event"), broadcast.event(), "event");
        Require.equal(frame.getJsonObject("payload"), JsonText.parse(broadcast.payload()), "payload");
    }
}
