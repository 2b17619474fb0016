package org.heliograph.uptime.subscriber;

import java.util.List;
import org.heliograph.metric.CounterFamily;

/** Counts subscriptions by mail. */
public final class SubscriberMetrics {
    static final String REQUESTED = "requested";
    static final String MAILED = "mailed";
    static final String CONFIRMED = "confirmed";
    static final String ENDED = "ended";

    static final String SENT = "sent";
    static final String POSTPONED = "postponed";
    static final String REJECTED = "rejected";
    static final String EXPIRED = "expired";

    public static final CounterFamily SUBSCRIPTIONS = new CounterFamily(
            "heliograph_mail_subscriptions_total",
            "kind",
            List.of(REQUESTED, MAILED, CONFIRMED, ENDED),
            "Subscriptions to status pages by mail: requested, their confirmation links mailed, confirmed, and ended by their readers.");

    public static final CounterFamily MAILS = new CounterFamily(
            "heliograph_subscriber_mails_total",
            "result",
            List.of(SENT, POSTPONED, REJECTED, EXPIRED),
            "Mails about incidents and maintenances to subscribers: taken by the mail server, to be tried again, refused for good, and too old"
                    + " to be tried again.");

    private SubscriberMetrics() {}
}
