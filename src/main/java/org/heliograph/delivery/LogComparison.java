package org.heliograph.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Topic;
import org.heliograph.installation.Installation;
import org.heliograph.persistence.DatabaseException;

/**
 * Compares the open topics with the log, once a second, on one thread. A topic that is behind reads what it lacks. A topic that is ahead
 * has delivered what the log no longer has: the database was restored from a backup while this node was running. It is rewound to the end
 * of the log, and the log gets another epoch.
 */
final class LogComparison {
    private static final Logger LOG = Logger.getLogger(LogComparison.class.getName());

    private final TopicDeliveries deliveries;
    private final Function<Collection<Topic>, Map<Topic, Long>> positions;
    private final Installation installation;
    /** Topics that were ahead of the log when they were last compared. */
    private Set<Topic> ahead = new HashSet<>();

    private String epochBefore = "";
    /** Since when the log cannot be read, on the clock of {@link System#nanoTime}; 0 while it can. */
    private long unreadableSince;

    private volatile boolean epochDiffers;

    /** @param positions reads the last committed sequence numbers; topics without publications may be absent */
    LogComparison(
            TopicDeliveries deliveries,
            Function<Collection<Topic>, Map<Topic, Long>> positions,
            Installation installation) {
        this.deliveries = deliveries;
        this.positions = positions;
        this.installation = installation;
    }

    /** A message of another node carries another epoch: it is read from the database with the next comparison. */
    void epochDiffers() {
        epochDiffers = true;
    }

    void run() {
        try {
            if (epochDiffers) {
                epochDiffers = false;
                installation.refreshEpoch();
            }
            compare();
            readable();
        } catch (DatabaseException failed) {
            unreadable(failed);
        }
    }

    /** Says once for the whole node that the database is away: nothing else does. */
    private void unreadable(DatabaseException failed) {
        if (unreadableSince != 0) {
            return;
        }
        unreadableSince = System.nanoTime();
        LOG.log(
                Level.WARNING,
                "the database is unavailable; calls that need it are answered 503, and it is asked again every second: {0}",
                DatabaseException.reason(failed));
    }

    private void readable() {
        if (unreadableSince != 0) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - unreadableSince);
            LOG.log(Level.INFO, "the database is available again, after {0} s", seconds);
        }
        unreadableSince = 0;
    }

    private void compare() {
        // read first: whatever has been delivered by now was committed before the positions are read
        Map<Topic, Long> delivered = new HashMap<>();
        deliveries.topics().stream().filter(Topic::logged).forEach(topic -> {
            TopicDelivery delivery = deliveries.get(topic);
            if (delivery != null) {
                delivered.put(topic, delivery.delivered());
            }
        });
        Map<Topic, Long> committed = positions.apply(delivered.keySet());
        Map<Topic, Long> toRewind = new HashMap<>();
        Set<Topic> nowAhead = new HashSet<>();
        delivered.forEach((topic, last) -> {
            long position = committed.getOrDefault(topic, 0L);
            if (last > position) {
                nowAhead.add(topic);
            }
            if (last > position && ahead.contains(topic)) {
                toRewind.put(topic, position);
            }
        });
        rewind(toRewind);
        if (!nowAhead.isEmpty()) {
            epochBefore = installation.epoch();
        }
        // twice in a row, since once may be a reading of a replica that lags
        nowAhead.removeAll(toRewind.keySet());
        ahead = nowAhead;
        deliveries.topics().forEach(topic -> compare(topic, committed.getOrDefault(topic, 0L)));
    }

    private void compare(Topic topic, long position) {
        TopicDelivery delivery = deliveries.get(topic);
        if (delivery != null) {
            delivery.compare(position);
        }
    }

    private void rewind(Map<Topic, Long> topics) {
        if (topics.isEmpty()) {
            return;
        }
        if (installation.epoch().equals(epochBefore)) {
            installation.renewEpoch();
        }
        LOG.warning(
                "the log ends before what this node has delivered: the database was restored from a backup while the node"
                        + " was running. " + topics.size()
                        + " topics continue at the end of the log; clients that resume are told a gap");
        topics.forEach((topic, position) -> {
            TopicDelivery delivery = deliveries.get(topic);
            if (delivery != null) {
                delivery.rewind(position);
            }
        });
    }
}
