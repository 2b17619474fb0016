package org.heliograph.uptime.feed;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.heliograph.text.MarkdownRenderer;
import org.heliograph.text.TextCleaner;
import org.heliograph.uptime.notice.NoticeType;
import org.heliograph.uptime.page.PageView;

/**
 * Writes the incidents and maintenances of a page as iCalendar (RFC 5545). All times are in UTC, so no time zone is described. Incidents and
 * maintenances do not make anybody busy.
 */
final class CalendarWriter {
    /** Octets of a line without its end (RFC 5545, 3.1). */
    private static final int LINE = 75;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String link;
    private final StringBuilder text = new StringBuilder();

    /** @param link the address of the page for its readers */
    CalendarWriter(PageView page, String link) {
        this.link = link;
        line("BEGIN", "VCALENDAR");
        line("VERSION", "2.0");
        line("PRODID", "-//Heliograph//Status page//EN");
        line("CALSCALE", "GREGORIAN");
        line("METHOD", "PUBLISH");
        line("NAME", escape(page.name()));
        line("X-WR-CALNAME", escape(page.name()));
        line("URL", link);
        line("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        line("X-PUBLISHED-TTL", "PT15M");
    }

    /** Appends the events of notices as {@code docs/status-pages.md} has them. */
    void add(NoticeType type, List<JsonObject> notices) {
        notices.forEach(notice -> add(type, notice));
    }

    private void add(NoticeType type, JsonObject notice) {
        List<JsonObject> updates = notice.getJsonArray("updates").getValuesAs(JsonObject.class);
        boolean maintenance = type == NoticeType.MAINTENANCE;
        String end = maintenance ? notice.getString("scheduled_end") : notice.getString("resolved_at", null);
        line("BEGIN", "VEVENT");
        line("UID", notice.getString("id") + "@heliograph");
        line("DTSTAMP", time(notice.getString("updated_at")));
        line("LAST-MODIFIED", time(notice.getString("updated_at")));
        line("CREATED", time(notice.getString("created_at")));
        line("SEQUENCE", "" + Math.max(0, updates.size() - 1));
        line("DTSTART", time(notice.getString(maintenance ? "scheduled_start" : "created_at")));
        if (end != null) {
            line("DTEND", time(end));
        }
        line("SUMMARY", escape(notice.getString("title")));
        line("DESCRIPTION", escape(timeline(updates)));
        line("CATEGORIES", type.noun().toUpperCase(Locale.ROOT));
        line("STATUS", notice.getString("status").equals("cancelled") ? "CANCELLED" : "CONFIRMED");
        line("TRANSP", "TRANSPARENT");
        line("URL", link);
        line("END", "VEVENT");
    }

    String end() {
        line("END", "VCALENDAR");
        return text.toString();
    }

    /** The updates, newest first. Calendars show text, and no markup. */
    private static String timeline(List<JsonObject> updates) {
        StringBuilder lines = new StringBuilder();
        for (int i = updates.size() - 1; i >= 0; i--) {
            JsonObject update = updates.get(i);
            lines.append(lines.isEmpty() ? "" : "\n\n")
                    .append(FeedEntry.words(update.getString("status")))
                    .append(": ")
                    .append(MarkdownRenderer.lines(update.getString("message")));
        }
        return lines.toString();
    }

    private static String time(String iso) {
        return TIME.format(Instant.parse(iso));
    }

    /** A value of the type TEXT (RFC 5545, 3.3.11). */
    static String escape(String value) {
        return TextCleaner.xml(value)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\n", "\\n");
    }

    /** Writes a line, folded between characters. */
    private void line(String name, String value) {
        int octets = 0;
        String line = name + ':' + value;
        for (int at = 0; at < line.length(); ) {
            int point = line.codePointAt(at);
            int size = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.appendCodePoint(point);
            octets += size;
            at += Character.charCount(point);
        }
        text.append("\r\n");
    }
}
