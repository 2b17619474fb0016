package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Instant START = Instant.parse("2026-02-15T10:00:00Z");

    @Test
    void firstOfTheClosingUpdatesClosesANotice() {
        assertThat(closedAt("investigating", "resolved", "resolved")).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void reopenedNoticeIsNotClosed() {
        assertThat(closedAt("investigating", "resolved", "monitoring")).isNull();
        assertThat(closedAt("investigating", "resolved", "monitoring", "resolved"))
                .isEqualTo(START.plusSeconds(3));
    }

    @Test
    void firstUpdateMayCloseANotice() {
        assertThat(closedAt("resolved")).isEqualTo(START);
    }

    private static Instant closedAt(String... statuses) {
        List<NoticeUpdate> timeline = new ArrayList<>();
        for (String status : statuses) {
            int ordinal = timeline.size();
            timeline.add(new IncidentUpdate("u" + ordinal, "i", ordinal, status, "", START.plusSeconds(ordinal)));
        }
        Incident incident = new Incident("i", "page", START);
        incident.apply(timeline);
        assertThat(incident.getStatus()).isEqualTo(statuses[statuses.length - 1]);
        return incident.getClosedAt();
    }
}
