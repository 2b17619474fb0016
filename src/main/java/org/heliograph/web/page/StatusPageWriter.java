package org.heliograph.web.page;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.text.MarkdownRenderer;
import org.heliograph.text.MarkupEncoder;
import org.heliograph.uptime.page.Appearance;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.status.StatusItem;
import org.heliograph.uptime.status.StatusOverview;

/**
 * Writes a status page as HTML as its script draws it (webapp/app/status), so that readers see it before any script runs, and that nothing
 * moves when the script takes over. Nothing in it can be pressed, and times are in UTC, since only the browser knows the reader's zone.
 */
final class StatusPageWriter {
    /** The sentences of a headline (items.js). */
    static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("none", "No services"),
            Map.entry("up", "All systems operational"),
            Map.entry("available", "All services available"),
            Map.entry("pending", "Waiting for data"),
            Map.entry("maintained", "Under maintenance"),
            Map.entry("maintenance", "Maintenance in progress"),
            Map.entry("unknown", "Not all services have reported since the monitoring was interrupted"),
            Map.entry("minor", "Minor incident"),
            Map.entry("major", "Major incident"),
            Map.entry("critical", "Critical incident"),
            Map.entry("down", "Down"),
            Map.entry("degraded", "Degraded"));

    /** What the counts are called, in the order of the page (headline.js). */
    static final Map<MonitorStatus, String> COUNTS = counts();

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Translations texts;
    private final NoticeWriter notices;
    private final StringBuilder html = new StringBuilder(4096);
    private final Map<String, String> names = new LinkedHashMap<>();

    StatusPageWriter(Translations texts) {
        this.texts = texts;
        notices = new NoticeWriter(texts);
    }

    private static Map<MonitorStatus, String> counts() {
        Map<MonitorStatus, String> counts = new LinkedHashMap<>();
        counts.put(MonitorStatus.DOWN, "{count} down");
        counts.put(MonitorStatus.DEGRADED, "{count} degraded");
        counts.put(MonitorStatus.MAINTENANCE, "{count} under maintenance");
        counts.put(MonitorStatus.UNKNOWN, "{count} unknown");
        counts.put(MonitorStatus.PENDING, "{count} pending");
        return counts;
    }

    /**
     * The page.
     *
     * @param incidents    that are open, newest first, as answers show them
     * @param maintenances that are in progress
     * @param now          when this was read
     */
    String write(
            PageView page,
            StatusOverview overview,
            List<JsonObject> incidents,
            List<JsonObject> maintenances,
            Instant now) {
        collectNames(overview.items());
        Appearance look = page.appearance();
        String logo = look.logo() == null
                ? ""
                : "<img class=\"page-logo\" src=\"%s\" width=\"%s\" height=\"%s\" alt=\"\" />"
                        .formatted(
                                MarkupEncoder.encode(look.logo().path()),
                                look.logo().width(),
                                look.logo().height());
        html.append(
                "<header class=\"status-bar\">%s<h1>%s</h1>%s<hg-theme-toggle><span class=\"icon-button\"></span></hg-theme-toggle></header>\n"
                        .formatted(logo, MarkupEncoder.encode(page.name()), indicator()));
        html.append("<main id=\"content\" class=\"status-main first-view\" tabindex=\"-1\">\n")
                .append("<p class=\"stalled\">%s</p>\n".formatted(words(StatusDocument.NOT_LIVE)));
        if (look.intro() != null) {
            html.append("<div class=\"page-intro\"><div class=\"text\">")
                    .append(MarkdownRenderer.html(look.intro()))
                    .append("</div></div>\n");
        }
        overall(overview, incidents.size(), now);
        html.append("<div class=\"first-view-notice\"></div>\n");
        html.append(notices.section("Incidents", incidents, names))
                .append(notices.section("Maintenance in progress", maintenances, names));
        if (!overview.items().isEmpty()) {
            html.append(new ServiceWriter(texts, now).write(overview));
        }
        return html.append("</main>").toString();
    }

    private String indicator() {
        return "<div class=\"indicator\"><span class=\"connection\" data-state=\"connecting\"><span class=\"connection-lamp\""
                + " aria-hidden=\"true\"></span><span class=\"connection-label\">" + words("Connecting")
                + "</span></span></div>";
    }

    private void overall(StatusOverview overview, int open, Instant now) {
        boolean isEmpty = overview.headline().equals("none");
        MonitorStatus status = isEmpty ? MonitorStatus.PENDING : overview.status();
        html.append("""
                <section class="overall" data-status="%s" aria-label="%s">%s
                <div><p class="overall-state">%s</p>%s</div>
                <div class="updated">%s <time datetime="%s">%s UTC</time></div></section>
                """.formatted(
                        status.text(),
                        words("Overall status"),
                        StateIcon.of(status, stateLabel(status)),
                        words(SENTENCES.get(overview.headline())),
                        tally(overview, open),
                        words("Last updated"),
                        now,
                        CLOCK.format(now)));
    }

    private String tally(StatusOverview overview, int open) {
        if (overview.items().isEmpty() && open == 0) {
            return "";
        }
        Map<MonitorStatus, Long> counts = overview.counts();
        Stream<String> up = overview.total() == 0
                ? Stream.of()
                : Stream.of(texts.text(
                        "{up} of {count} monitors up",
                        Map.of("up", counts.get(MonitorStatus.UP), "count", overview.total())));
        Stream<String> others = COUNTS.entrySet().stream()
                .filter(entry -> counts.get(entry.getKey()) > 0)
                .map(entry -> texts.text(entry.getValue(), Map.of("count", counts.get(entry.getKey()))));
        Stream<String> reported =
                open == 0 ? Stream.of() : Stream.of(texts.text("{count} open incidents", Map.of("count", open)));
        return "<p>"
                + MarkupEncoder.encode(
                        Stream.of(up, others, reported).flatMap(parts -> parts).collect(Collectors.joining(", ")))
                + "</p>";
    }

    private void collectNames(List<StatusItem> items) {
        for (StatusItem item : items) {
            if (names.put(item.id(), item.name()) == null) {
                collectNames(item.children());
            }
        }
    }

    private String stateLabel(MonitorStatus status) {
        return texts.text(Translations.label(status.text()));
    }

    private String words(String key) {
        return MarkupEncoder.encode(texts.text(key));
    }
}
