package org.heliograph.uptime.bulletin;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the updates of a bulletin, oldest first, say about it. */
final class Timeline {
    private Timeline() {}

    /** The last update's. */
    static BulletinUpdate newest(List<? extends BulletinUpdate> updates) {
        return updates.get(updates.size() - 1);
    }

    /** When the bulletin ended: the first of the updates, up to the newest, that all say so; null while it lasts. */
    static Instant closedAt(List<? extends BulletinUpdate> updates, Set<String> closing) {
        Instant closedAt = null;
        for (BulletinUpdate update : updates) {
            if (!closing.contains(update.getStatus())) {
                closedAt = null;
            } else if (closedAt == null) {
                closedAt = update.getCreatedAt();
            }
        }
        return closedAt;
    }
}
