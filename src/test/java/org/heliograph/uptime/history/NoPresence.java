package org.heliograph.uptime.history;

import org.heliograph.uptime.presence.Presence;

/** Says nothing: the test writes absences itself. */
final class NoPresence extends Presence {
    @Override
    public void goOn() {
        // as the test has it
    }
}
