package org.heliograph.delivery;

import java.util.List;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.persistence.DatabaseException;

/**
 * Reads one topic's log in batches, on a thread that may wait for the database: the thread that delivers does not. There is one read at
 * a time.
 */
final class TopicLogReader {
    static final int BATCH = 500;

    private static final Logger LOG = Logger.getLogger(TopicLogReader.class.getName());

    private final Topic topic;
    private final DeliveryEnvironment environment;
    private final Runnable whenDone;
    /** The read that is under way, or done and not taken; null for none. */
    private Read current;

    /**
     * What was read.
     *
     * @param publications in order; fewer than {@link #BATCH} at the end of the log
     * @param committed    a sequence number that was committed before the read began, or 0
     */
    record Batch(List<Publication> publications, long committed) {
        boolean isLast() {
            return publications.size() < BATCH;
        }
    }

    private static final class Read {
        private boolean done;
        private Batch batch;
    }

    /** @param whenDone called after each read, on its thread, whether it failed or not */
    TopicLogReader(Topic topic, DeliveryEnvironment environment, Runnable whenDone) {
        this.topic = topic;
        this.environment = environment;
        this.whenDone = whenDone;
    }

    /**
     * Begins to read, unless a read is under way.
     *
     * @param after     sequence number after which to read
     * @param committed see {@link Batch}
     * @return whether a read began
     */
    boolean begin(long after, long committed) {
        Read read = new Read();
        synchronized (this) {
            if (current != null) {
                return false;
            }
            current = read;
        }
        try {
            environment.executeRead(() -> run(read, after, committed));
        } catch (RuntimeException | Error rejected) {
            end(read, null);
            throw rejected;
        }
        return true;
    }

    private void run(Read read, long after, long committed) {
        Batch batch = null;
        try {
            batch = new Batch(environment.read(topic, after, BATCH), committed);
        } catch (RuntimeException failed) {
            // the next comparison of positions reads the log again
            LOG.log(DatabaseException.logLevel(failed), failed, () -> "could not read the log of topic " + topic);
        } finally {
            end(read, batch);
            whenDone.run();
        }
    }

    /** @param batch null for a read that failed */
    private synchronized void end(Read read, Batch batch) {
        read.done = true;
        read.batch = batch;
        if (batch == null && current == read) {
            current = null;
        }
    }

    /** What was read since the last call; null while there is nothing. */
    synchronized Batch take() {
        if (current == null || !current.done) {
            return null;
        }
        Batch batch = current.batch;
        current = null;
        return batch;
    }

    /** Ignores the read that is under way: the log is another one. */
    synchronized void discard() {
        current = null;
    }
}
