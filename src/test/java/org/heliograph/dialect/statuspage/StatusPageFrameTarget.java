package org.heliograph.dialect.statuspage;

import java.time.Instant;
import java.util.List;
import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;
import org.heliograph.gateway.BadFrameException;
import org.heliograph.gateway.FrameParser;

/** The frames of status pages. */
public final class StatusPageFrameTarget implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        try {
            check(StatusPageCommand.parse(FrameParser.parse(FuzzInput.text(input))));
        } catch (BadFrameException refused) {
            Require.frame(StatusPageEncoder.error(refused.getMessage(), Instant.EPOCH));
        }
    }

    private static void check(StatusPageCommand command) {
        if (command instanceof StatusPageCommand.Subscribe subscribe) {
            Require.that(subscribe.since() == null || subscribe.since().seq() >= 0, "position out of range");
            Require.frame(StatusPageEncoder.subscribed(subscribe.slug(), null, Instant.EPOCH));
            Require.equal(
                    Require.frame(StatusPageEncoder.subscriptions(List.of(subscribe.slug()), Instant.EPOCH))
                            .getJsonArray("items")
                            .getString(0),
                    subscribe.slug(),
                    "slug");
        } else if (command instanceof StatusPageCommand.Push push) {
            push.values().keySet().forEach(push::value);
            Require.equal(
                    Require.frame(StatusPageEncoder.pushed(push.pulseId(), "api", Instant.EPOCH))
                            .get("pulseId"),
                    push.pulseId(),
                    "pulseId");
        }
    }
}
