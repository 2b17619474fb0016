package org.heliograph.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Topic;
import org.heliograph.installation.Installation;
import org.heliograph.persistence.DatabaseException;

/**
 * Compares the open topics with the log, once a second, on one thread. A topic that is behind reads what it lacks. A topic that is ahead,
 * or whose last sequence number has arrived with another publication, has delivered what the log no longer has: the database was restored
 * from a backup while this node was running. Then the log gets another epoch, and every open topic is rewound, since the log may have
 * passed again what this node had delivered on the others. The same is done when another node has begun an epoch.
 */
final class LogComparison {
    private static final Logger LOG = Logger.getLogger(LogComparison.class.getName());

    private final TopicDeliveries deliveries;
    private final Function<Collection<Topic>, Map<Topic, Long>> positions;
    private final Installation installation;
    /** Another epoch has been read, and the topics have not been rewound yet. */
    private boolean restored;

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
                refreshEpoch();
            }
            compare();
        } catch (DatabaseException failed) {
            if (!DatabaseException.isOutage(failed)) {
                throw failed;
            }
            LOG.log(Level.FINE, "the log cannot be read now", failed);
        }
    }

    private void refreshEpoch() {
        String before = installation.epoch();
        try {
            installation.refreshEpoch();
        } catch (DatabaseException failed) {
            epochDiffers = true;
            throw failed;
        }
        restored |= !installation.epoch().equals(before);
    }

    private void compare() {
        // read first: whatever has been delivered by now was committed before the positions are read
        Map<Topic, Long> delivered = new HashMap<>();
        boolean behind = false;
        for (Topic topic : deliveries.topics()) {
            TopicDelivery delivery = deliveries.get(topic);
            if (topic.logged() && delivery != null && !delivery.isRewinding()) {
                delivered.put(topic, delivery.delivered());
                behind |= delivery.hasDiverged();
            }
        }
        Map<Topic, Long> committed = positions.apply(delivered.keySet());
        behind |= delivered.entrySet().stream()
                .anyMatch(entry -> entry.getValue() > committed.getOrDefault(entry.getKey(), 0L));
        if (behind && !restored) {
            installation.renewEpoch();
            restored = true;
        }
        if (restored) {
            rewind(delivered, committed);
            restored = false;
        }
        deliveries.topics().forEach(topic -> compare(topic, committed.getOrDefault(topic, 0L)));
    }

    private void compare(Topic topic, long position) {
        TopicDelivery delivery = deliveries.get(topic);
        if (delivery != null) {
            delivery.compare(position);
        }
    }

    private void rewind(Map<Topic, Long> delivered, Map<Topic, Long> committed) {
        LOG.log(
                Level.WARNING,
                "the log is not the one that this node has delivered: the database was restored from a backup while the node"
                        + " was running. {0} topics are read from the restored log; clients that resume get a gap",
                delivered.size());
        delivered.forEach((topic, last) -> {
            TopicDelivery delivery = deliveries.get(topic);
            if (delivery != null && last > 0) {
                // where the log has passed the last number again, that number at least is another publication
                delivery.rewind(Math.min(last - 1, committed.getOrDefault(topic, 0L)));
            }
        });
    }
}
