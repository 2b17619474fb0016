package org.heliograph.web.page;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    /** More rows are only counted: they would be far below what is read first. */
    private static final int MOST_ROWS = 300;

    /** From this number of monitors on, groups without problems are closed (service-list.js). */
    private static final int MANY = 13;

    /** The sentences of a headline (conditions.js). */
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

    private static final List<String> RANGES = List.of("1 h", "24 h", "7 d", "90 d", "365 d");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Translations texts;
    private final NoticeWriter notices;
    private final StringBuilder html = new StringBuilder(4096);
    private final Set<String> listed = new HashSet<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private int rows;

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
        html.append("<header class=\"status-bar\">%s<h1>%s</h1>%s<hg-theme-toggle></hg-theme-toggle></header>\n"
                .formatted(logo, MarkupEncoder.encode(page.name()), indicator()));
        html.append("<main id=\"content\" class=\"status-main first-view\" tabindex=\"-1\">\n");
        if (look.intro() != null) {
            html.append("<div class=\"page-intro\"><div class=\"text\">")
                    .append(MarkdownRenderer.html(look.intro()))
                    .append("</div></div>\n");
        }
        overall(overview, incidents.size(), now);
        html.append(notices.section("Incidents", incidents, names))
                .append(notices.section("Maintenance in progress", maintenances, names));
        if (!overview.items().isEmpty()) {
            services(overview);
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

    private void services(StatusOverview overview) {
        boolean hasMany = overview.total() >= MANY;
        html.append("<section class=\"services\"><header class=\"services-head\"><h2>%s</h2>\n"
                .formatted(words("Services")));
        if (hasMany) {
            html.append("""
                    <label class="search"><span class="visually-hidden">%s</span><input type="search" placeholder="%s" disabled /></label>
                    <label class="only"><input type="checkbox" disabled />%s</label>
                    """.formatted(words("Search services"), words("Search"), words("Problems only")));
        }
        html.append("<div class=\"segments\">");
        RANGES.forEach(range -> html.append("<button type=\"button\" disabled>%s</button>".formatted(range)));
        html.append("</div></header>\n");
        level(overview.items(), hasMany);
        html.append("</section>\n");
    }

    private void level(List<StatusItem> items, boolean hasMany) {
        html.append("<ul class=\"level\">");
        for (StatusItem item : items) {
            if (rows == MOST_ROWS) {
                html.append("<li class=\"node\"><div class=\"row\"><span class=\"row-name\">…</span></div></li>");
                break;
            }
            rows++;
            html.append("<li class=\"node\" data-kind=\"%s\">".formatted(item.isGroup() ? "group" : "monitor"));
            row(item);
            boolean hasTrouble = item.status() == MonitorStatus.DOWN || item.status() == MonitorStatus.DEGRADED;
            if (!item.children().isEmpty() && listed.add(item.id()) && (!hasMany || hasTrouble)) {
                level(item.children(), hasMany);
            }
            html.append("</li>\n");
        }
        html.append("</ul>");
    }

    private void row(StatusItem item) {
        String label = stateLabel(item.status());
        html.append("""
                <div class="row" data-status="%s"><span class="row-name"><span class="icon"></span>%s<span class="row-title"><span>%s</span>%s</span></span>\
                <span class="row-state">%s</span><span class="row-strip"><span class="strip-waiting"></span></span>\
                <span class="row-uptime"></span><span class="row-latency"></span></div>""".formatted(
                        item.status().text(),
                        StateIcon.of(item.status(), label),
                        MarkupEncoder.encode(item.name()),
                        subtitle(item),
                        MarkupEncoder.encode(label)));
    }

    private String subtitle(StatusItem item) {
        if (item.message() != null) {
            return "<small>" + MarkupEncoder.encode(item.message()) + "</small>";
        }
        return item.isGroup() && !item.children().isEmpty()
                ? "<small>"
                        + words("{count} items", Map.of("count", item.children().size())) + "</small>"
                : "";
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

    private String words(String key, Map<String, ?> values) {
        return MarkupEncoder.encode(texts.text(key, values));
    }
}
