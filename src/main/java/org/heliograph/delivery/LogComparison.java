package org.heliograph.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.LogPosition;
import org.heliograph.event.RestoreListener;
import org.heliograph.event.Topic;
import org.heliograph.installation.RestoreDetector;
import org.heliograph.persistence.DatabaseException;

/**
 * Compares the open topics with the log, once a second, on one thread. A topic that is behind reads what it lacks. A log that is not the
 * one that was delivered, since the database was restored from a backup or has lost commits otherwise, shows itself by its
 * {@link RestoreDetector mark}, by another epoch, by a topic that is ahead of it, or by another publication under the last sequence
 * number. Then it gets another epoch unless another node has begun one, whatever the node knows from the database is discarded, and every
 * open topic that is not in that epoch yet is rewound, since the log may have passed again what this node had delivered on it. Every loss
 * has an epoch of its own: clients get a gap for each, and one for each.
 */
final class LogComparison {
    private static final Logger LOG = Logger.getLogger(LogComparison.class.getName());

    private final TopicDeliveries deliveries;
    private final Function<Collection<Topic>, Map<Topic, Long>> positions;
    private final RestoreDetector detector;
    private final Iterable<RestoreListener> listeners;
    /** Another epoch has been noticed, and not everything that follows has been done. */
    private boolean restored;

    /**
     * @param positions reads the last committed sequence numbers; topics without publications may be absent
     * @param listeners are notified of a restored log
     */
    LogComparison(
            TopicDeliveries deliveries,
            Function<Collection<Topic>, Map<Topic, Long>> positions,
            RestoreDetector detector,
            Iterable<RestoreListener> listeners) {
        this.deliveries = deliveries;
        this.positions = positions;
        this.detector = detector;
        this.listeners = listeners;
    }

    /** Other nodes have numbered events: the open ones of these topics read what they lack. */
    void numbered(Map<Topic, Long> last) {
        last.forEach(this::compare);
    }

    /** Reads the positions of the open topics, and has those that are behind read what they lack. */
    void poll() {
        Set<Topic> open = deliveries.topics();
        open.removeIf(topic -> !topic.logged());
        if (!open.isEmpty()) {
            numbered(positions.apply(open));
        }
    }

    void run() {
        try {
            restored |= detector.look();
            // also when the rest fails: what is lost meanwhile is another loss
            detector.mark();
            compare();
            detector.settle();
        } catch (DatabaseException failed) {
            if (!DatabaseException.isOutage(failed)) {
                throw failed;
            }
            LOG.log(Level.FINE, "the log cannot be read now", failed);
        }
    }

    private void compare() {
        String epoch = detector.epoch();
        Set<Topic> open = deliveries.topics();
        open.removeIf(topic -> !topic.logged());
        // read first: whatever has been delivered by now was committed before the positions are read
        Map<Topic, Long> delivered = new HashMap<>();
        boolean behind = false;
        for (Topic topic : open) {
            TopicDelivery delivery = deliveries.get(topic);
            if (delivery != null && delivery.isOf(epoch) && !delivery.isRewinding()) {
                delivered.put(topic, delivery.delivered());
                behind |= delivery.hasDiverged();
            }
        }
        Map<Topic, Long> committed = positions.apply(open);
        behind |= delivered.entrySet().stream()
                .anyMatch(entry -> entry.getValue() > committed.getOrDefault(entry.getKey(), 0L));
        if (behind) {
            detector.renewEpoch();
            restored = true;
        }
        if (restored) {
            listeners.forEach(RestoreListener::discard);
        }
        rewind(open, committed);
        if (restored) {
            listeners.forEach(RestoreListener::restored);
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

    /** Rewinds those topics that deliver the log of an earlier epoch. @param committed the ends of the present one */
    private void rewind(Set<Topic> open, Map<Topic, Long> committed) {
        String epoch = detector.epoch();
        if (restored) {
            LOG.log(
                    Level.WARNING,
                    "the log is not the one that this node has delivered: the database was restored from a backup while the node"
                            + " was running, or has lost commits otherwise. {0} topics are read from the restored log; clients that resume"
                            + " get a gap, and those that have signed in are closed and come back",
                    open.size());
        }
        open.forEach(topic -> {
            TopicDelivery delivery = deliveries.get(topic);
            if (delivery != null && !delivery.isOf(epoch)) {
                delivery.rewind(new LogPosition(committed.getOrDefault(topic, 0L), epoch));
            }
        });
    }
}
