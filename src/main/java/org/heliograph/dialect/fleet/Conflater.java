package org.heliograph.dialect.fleet;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.hub.outbox.Frame;
import org.heliograph.json.JsonText;

/** Goes once through waiting frames and makes consecutive updates of one row into one, in the place of the first. */
final class Conflater {

    private record Row(Topic topic, String id) {}

    private final Map<Object, Frame> kept = new LinkedHashMap<>();
    private final Map<Row, Object> lastOfRow = new HashMap<>();
    private final Map<String, Integer> merged = new TreeMap<>();

    void add(Frame frame) {
        Object place = new Object();
        Publication publication = frame.publication();
        if (publication != null && publication.logged() && !frame.sequenced()) {
            JsonObject payload = JsonText.parse(publication.payload());
            Row row = new Row(publication.topic(), payload.getString("id", ""));
            Object last = lastOfRow.get(row);
            if (ConflatingQueue.isUpdate(publication)
                    && last != null
                    && ConflatingQueue.isUpdate(kept.get(last).publication())) {
                kept.put(last, union(kept.get(last).publication(), publication, payload));
                merged.merge(publication.topic().channel(), 1, Integer::sum);
                return;
            }
            lastOfRow.put(row, place);
        }
        kept.put(place, frame);
    }

    private static Frame union(Publication older, Publication newer, JsonObject newerPayload) {
        JsonObject columns = JsonText.object(JsonText.parse(older.payload()))
                .addAll(JsonText.object(newerPayload))
                .build();
        Publication union =
                new Publication(newer.topic(), newer.seq(), newer.event(), columns.toString(), newer.timestamp());
        return Frame.of(FleetEncoder.event(union), union);
    }

    Deque<Frame> frames() {
        return new ArrayDeque<>(kept.values());
    }

    /** How many events were merged into others, by channel. */
    Map<String, Integer> merged() {
        return merged;
    }
}
