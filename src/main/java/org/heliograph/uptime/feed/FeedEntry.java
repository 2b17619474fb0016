package org.heliograph.uptime.feed;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.heliograph.text.MarkdownRenderer;
import org.heliograph.uptime.notice.NoticeType;

/**
 * An update of an incident or a maintenance. Each update is an entry of its own, since many readers never show again what they have shown
 * once.
 *
 * @param id    a UUID
 * @param title such as {@code Resolved: The database is slow}
 * @param html  the message, and of a maintenance its time
 */
record FeedEntry(String id, String title, String html, Instant published) {
    static final int MOST = 50;

    /** The newest of all updates, newest first. @param notices as {@code docs/status-pages.md} has them */
    static List<FeedEntry> newest(List<JsonObject> incidents, List<JsonObject> maintenances) {
        return Stream.concat(of(NoticeType.INCIDENT, incidents), of(NoticeType.MAINTENANCE, maintenances))
                .sorted(Comparator.comparing(FeedEntry::published).reversed().thenComparing(FeedEntry::id))
                .limit(MOST)
                .toList();
    }

    private static Stream<FeedEntry> of(NoticeType type, List<JsonObject> notices) {
        return notices.stream()
                .flatMap(notice -> notice.getJsonArray("updates").getValuesAs(JsonObject.class).stream()
                        .map(update -> of(type, notice, update)));
    }

    private static FeedEntry of(NoticeType type, JsonObject notice, JsonObject update) {
        return new FeedEntry(
                update.getString("id"),
                words(update.getString("status")) + ": " + notice.getString("title"),
                MarkdownRenderer.html(update.getString("message"))
                        + (type == NoticeType.MAINTENANCE ? schedule(notice) : severity(notice)),
                Instant.parse(update.getString("created_at")));
    }

    /** The words of a status: {@code In progress}. */
    static String words(String status) {
        String words = status.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String schedule(JsonObject maintenance) {
        return "<p>Scheduled from " + minute(maintenance.getString("scheduled_start")) + " to "
                + minute(maintenance.getString("scheduled_end")) + " UTC</p>";
    }

    private static String severity(JsonObject incident) {
        return "<p>Severity: " + incident.getString("severity") + "</p>";
    }

    /** {@code 2026-11-27 22:00}, of a time in UTC. */
    private static String minute(String time) {
        return time.substring(0, 16).replace('T', ' ');
    }
}
