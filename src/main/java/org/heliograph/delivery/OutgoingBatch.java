package org.heliograph.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.platform.QuietLogger;

/**
 * The publications of a topic that are in order and not delivered yet. A delivery that fails leaves them to the next one, so that none is
 * lost and none is delivered twice. Only the thread that runs the topic uses it, except for {@link #hasFailed}.
 */
final class OutgoingBatch {
    /** How often a batch is tried as a whole; then its publications are tried one by one, and those that fail are skipped. */
    static final int ATTEMPTS = 5;

    private static final QuietLogger LOG = new QuietLogger(Logger.getLogger(OutgoingBatch.class.getName()));

    private final Topic topic;
    private final Consumer<List<Publication>> delivery;
    private List<Publication> publications = new ArrayList<>();
    private int attempts;
    private volatile boolean failed;

    /** @param delivery passes publications on; throws only if it has passed on none of them */
    OutgoingBatch(Topic topic, Consumer<List<Publication>> delivery) {
        this.topic = topic;
        this.delivery = delivery;
    }

    /** What is to be delivered, in order: it may be added to. */
    List<Publication> publications() {
        return publications;
    }

    /** Drops the batch: it is not needed any more. */
    void discard() {
        publications = new ArrayList<>();
        failed = false;
    }

    /** Delivers everything. @throws RuntimeException as the delivery does; then everything is delivered by the next call */
    void deliver() {
        if (publications.isEmpty()) {
            return;
        }
        // before the delivery: after it nothing may fail
        List<Publication> none = new ArrayList<>();
        failed = true;
        attempts++;
        if (attempts <= ATTEMPTS) {
            delivery.accept(publications);
        } else {
            publications.forEach(this::deliverOrSkip);
        }
        publications = none;
        attempts = 0;
        failed = false;
    }

    /** The topic must go on, whatever one publication does. */
    private void deliverOrSkip(Publication publication) {
        try {
            delivery.accept(List.of(publication));
        } catch (RuntimeException | Error refused) {
            LOG.log(Level.SEVERE, refused, () -> "could not deliver " + topic + " " + publication.seq() + "; skipped");
        }
    }

    /** Whether the last delivery has failed. Any thread may ask. */
    boolean hasFailed() {
        return failed;
    }

    /** Whether the last delivery has failed for the first time: then another try at once may succeed. */
    boolean hasFailedOnce() {
        return failed && attempts == 1;
    }
}
