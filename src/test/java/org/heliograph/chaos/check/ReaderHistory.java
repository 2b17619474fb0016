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
    private long last;

    /**
     * @param since    the sequence after which it subscribes
     * @param snapshot the table's rows at that sequence
     */
    public ReaderHistory(String reader, TopicModel topicModel, long since, List<JsonObject> snapshot) {
        this.reader = reader;
        this.topicModel = topicModel;
        this.since = since;
        this.snapshot = snapshot;
        this.last = since;
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
