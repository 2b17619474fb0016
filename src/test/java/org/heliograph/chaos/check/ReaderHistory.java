package org.heliograph.chaos.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.chaos.model.TopicModel;

/** All that one reader took, over all its connections, in the order in which it took it. For one thread at a time. */
public final class ReaderHistory {
    /**
     * An event that the reader was told.
     *
     * @param frame the whole frame, to the byte
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
     * @param since    the position after which it wants to be told everything
     * @param snapshot the table's rows as it read them at that position
     */
    public ReaderHistory(String reader, TopicModel topicModel, long since, List<JsonObject> snapshot) {
        this.reader = reader;
        this.topicModel = topicModel;
        this.since = since;
        this.snapshot = snapshot;
        this.last = since;
    }

    /** It was told an event; of frames that many readers are told, one copy is kept. */
    public void event(long seq, String frame) {
        received.add(new Received(seq, frame.intern()));
        last = Math.max(last, seq);
    }

    /** It was told that positions cannot be told: it goes on behind them. */
    public void gap(long to, String frame) {
        gaps.add(frame);
        last = Math.max(last, to);
    }

    /** It was told what nobody may be told who resumes. */
    public void unexpected(String frame) {
        unexpected.add(frame);
    }

    /** Where it stands, and resumes. */
    public long last() {
        return last;
    }

    public String reader() {
        return reader;
    }

    /** What it reads. */
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

    /** All that it was told which nobody may be told who resumes. */
    public List<String> unexpected() {
        return unexpected;
    }
}
