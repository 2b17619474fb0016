package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticeTimelineTest {
    private static final Instant START = Instant.parse("2026-02-15T10:00:00Z");

    @Test
    void aBulletinEndsWithTheFirstOfTheUpdatesThatSaySo() {
        assertThat(closedAt("investigating", "resolved", "resolved")).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void oneThatGoesOnAgainHasNotEnded() {
        assertThat(closedAt("investigating", "resolved", "monitoring")).isNull();
        assertThat(closedAt("investigating", "resolved", "monitoring", "resolved"))
                .isEqualTo(START.plusSeconds(3));
    }

    @Test
    void oneMayHaveEndedWhenItIsMade() {
        assertThat(closedAt("resolved")).isEqualTo(START);
    }

    private static Instant closedAt(String... statuses) {
        List<Line> lines = new ArrayList<>();
        for (String status : statuses) {
            lines.add(new Line(lines.size(), status));
        }
        return NoticeTimeline.closedAt(lines, Set.of("resolved"));
    }

    private static final class Line extends NoticeUpdate {
        Line(int ordinal, String status) {
            super("u" + ordinal, "b", ordinal, status, "", START.plusSeconds(ordinal));
        }
    }
}
