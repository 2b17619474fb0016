package org.heliograph.uptime.notice;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the updates of a bulletin, oldest first, say about it. */
final class NoticeTimeline {
    private NoticeTimeline() {}

    /** The last update's. */
    static NoticeUpdate newest(List<? extends NoticeUpdate> updates) {
        return updates.get(updates.size() - 1);
    }

    /** When the bulletin ended: the first of the updates, up to the newest, that all say so; null while it lasts. */
    static Instant closedAt(List<? extends NoticeUpdate> updates, Set<String> closing) {
        Instant closedAt = null;
        for (NoticeUpdate update : updates) {
            if (!closing.contains(update.getStatus())) {
                closedAt = null;
            } else if (closedAt == null) {
                closedAt = update.getCreatedAt();
            }
        }
        return closedAt;
    }
}
