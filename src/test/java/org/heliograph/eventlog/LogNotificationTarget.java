package org.heliograph.eventlog;

import org.heliograph.fuzz.FuzzInput;
import org.heliograph.fuzz.FuzzTarget;
import org.heliograph.fuzz.Require;

/** Notifications of PostgreSQL, which every client of the database can send. */
public final class LogNotificationTarget implements FuzzTarget {
    @Override
    public void accept(byte[] input) {
        LogNotification.parse(FuzzInput.text(input))
                .ifPresent(found -> Require.equal(
                        LogNotification.parse(found.text()).orElse(null), found, "the notification of its text"));
    }
}
