package org.heliograph.chaos.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.chaos.model.TopicModel;

/** What one reader received over all its connections, in order. Not thread-safe. */
public final class ReaderHistory {
    /**
     * A received event.
     *
     * @param frame the unchanged frame
     */
    public record Received(long seq, String frame) {}

    private final String reader;
    private final TopicModel topicModel;
    private final long since;
    private final List<JsonObject> snapshot;
    private final List<Received> received = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final String epoch;
    private long last;
    /** Whether it goes on within a restored log, of which it has neither the beginning nor a snapshot. */
    private boolean continued;
    /** What it received of the log that was restored; null for none. */
    private ReaderHistory next;

    /**
     * @param since    the sequence after which it subscribes
     * @param snapshot the table's rows at that sequence
     */
    public ReaderHistory(String reader, TopicModel topicModel, long since, List<JsonObject> snapshot) {
        this(reader, topicModel, since, snapshot, "");
    }

    /** @param epoch of the log in which its sequence counts; empty for a reader that names none */
    public ReaderHistory(String reader, TopicModel topicModel, long since, List<JsonObject> snapshot, String epoch) {
        this.epoch = epoch;
        this.reader = reader;
        this.topicModel = topicModel;
        this.since = since;
        this.snapshot = snapshot;
        this.last = since;
    }

    /**
     * Begins the history of a log that was restored from a backup; everything further belongs there.
     *
     * @param since the sequence after which the reader gets everything
     */
    public ReaderHistory restored(String ofEpoch, long since) {
        next = new ReaderHistory(reader + " since the restore " + ofEpoch, topicModel, since, List.of(), ofEpoch);
        next.continued = since > 0;
        return next;
    }

    /** The histories of this log and of all that were restored later, in order. */
    public List<ReaderHistory> all() {
        List<ReaderHistory> all = new ArrayList<>();
        for (ReaderHistory one = this; one != null; one = one.next) {
            all.add(one);
        }
        return all;
    }

    /** The epoch of the log; empty for a reader that names none. */
    public String epoch() {
        return epoch;
    }

    boolean isContinued() {
        return continued;
    }

    /** Records an event. Equal frames of several readers share one copy. */
    public void event(long seq, String frame) {
        received.add(new Received(seq, frame.intern()));
        last = Math.max(last, seq);
    }

    /** Records a gap; the reader continues after it. */
    public void gap(long to, String frame) {
        gaps.add(frame);
        last = Math.max(last, to);
    }

    /** Records a frame that a resuming client must not receive. */
    public void unexpected(String frame) {
        unexpected.add(frame);
    }

    /** The sequence after which it resumes. */
    public long last() {
        return last;
    }

    public String reader() {
        return reader;
    }

    /** The topic that it reads. */
    public TopicModel topicModel() {
        return topicModel;
    }

    public int size() {
        return received.size();
    }

    long since() {
        return since;
    }

    List<JsonObject> snapshot() {
        return snapshot;
    }

    List<Received> received() {
        return received;
    }

    List<String> gaps() {
        return gaps;
    }

    /** Frames that a resuming client must not receive. */
    public List<String> unexpected() {
        return unexpected;
    }
}
