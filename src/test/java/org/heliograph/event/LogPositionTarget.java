package org.heliograph.event;

import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** Positions as text, which clients of event streams send. */
public final class LogPositionTarget implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        try {
            LogPosition position = LogPosition.parse(FuzzInput.text(input));
            Require.that(position.seq() >= 0 && position.seq() < Long.MAX_VALUE, "position out of range");
            Require.that(
                    position.epoch() == null
                            || !position.epoch().isEmpty() && position.epoch().length() <= LogPosition.LONGEST_EPOCH,
                    "length of the epoch");
            Require.equal(LogPosition.parse(position.text()), position, "the position of its text");
        } catch (NumberFormatException refused) {
            // what it declares
        }
    }
}
