package org.heliograph.broker;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/** Counts the messages that are ignored, and logs each reason once. Thread-safe. */
final class IgnoredMessages {
    private static final Logger LOG = Logger.getLogger(IgnoredMessages.class.getName());

    /** Why a message is ignored. */
    enum Reason {
        OTHER_INSTALLATION(
                "another installation, or an older version of Heliograph, uses the same Redis channels: its messages are"
                        + " ignored; heliograph.redis.prefix separates the two"),
        REFUSED("another program published on a channel on which only Heliograph publishes: such messages are ignored"),
        TOO_LARGE(
                "a message is larger than heliograph.outbox.bytes: such messages are neither sent nor taken, and logged events"
                        + " are read from the log"),
        UNREADABLE("a message is no JSON, nested too deeply, or not one of Heliograph's: such messages are ignored");

        private final String meaning;

        Reason(String meaning) {
            this.meaning = meaning;
        }
    }

    private final Map<Reason, AtomicLong> counts = new EnumMap<>(Reason.class);

    IgnoredMessages() {
        for (Reason reason : Reason.values()) {
            counts.put(reason, new AtomicLong());
        }
    }

    void count(Reason reason, String redisChannel) {
        if (counts.get(reason).incrementAndGet() == 1) {
            LOG.warning(reason.meaning + ". The first one came on the Redis channel " + redisChannel
                    + ". JMX counts them (org.heliograph:type=Node).");
        }
    }

    BrokerStatistics statistics() {
        return new BrokerStatistics(
                counts.get(Reason.OTHER_INSTALLATION).get(),
                counts.get(Reason.REFUSED).get(),
                counts.get(Reason.TOO_LARGE).get(),
                counts.get(Reason.UNREADABLE).get());
    }
}
