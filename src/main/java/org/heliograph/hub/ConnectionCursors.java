package org.heliograph.hub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;

/** The cursors of one connection, by the topics that it resumes. Takes no lock of its own. */
final class ConnectionCursors {
    private final Map<Topic, Cursor> cursors = new ConcurrentHashMap<>();

    /** Null for a topic that is delivered without a cursor. */
    Cursor get(Topic topic) {
        return cursors.get(topic);
    }

    boolean contains(Topic topic) {
        return cursors.containsKey(topic);
    }

    /** Ends the cursor of a topic, and begins to use another. @param cursor null for none */
    void replace(Topic topic, Cursor cursor) {
        Cursor before = cursor == null ? cursors.remove(topic) : cursors.put(topic, cursor);
        if (before != null) {
            before.end();
        }
    }

    void rewind(Topic topic, LogPosition end) {
        Cursor cursor = cursors.get(topic);
        if (cursor != null) {
            cursor.rewind(end);
        }
    }

    void resumeReading() {
        cursors.values().forEach(Cursor::resumeReading);
    }

    void end() {
        cursors.values().forEach(Cursor::end);
    }
}
