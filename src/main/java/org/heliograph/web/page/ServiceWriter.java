package org.heliograph.web.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.heliograph.text.MarkupEncoder;
import org.heliograph.uptime.state.MonitorStatus;
import org.heliograph.uptime.state.UptimeWindow;
import org.heliograph.uptime.status.StatusItem;
import org.heliograph.uptime.status.StatusOverview;

/** Writes the services of one status page as HTML, as its script draws them (webapp/app/status/service-list.js and item-row.js). */
final class ServiceWriter {
    /** More rows are left to the script: they are far below what is read first. */
    static final int MOST_ROWS = 300;

    /** From this number of monitors on, groups without problems are closed. */
    private static final int MANY = 13;

    private static final int LONG_MILLIS = 10_000;
    private static final int SHORT_MILLIS = 10;
    private static final double MILLIS = 1000;

    /** The ranges that can be chosen, and the uptime that is shown with each; that of a year is never first. */
    private static final Map<String, UptimeWindow> RANGES = ranges();

    private final Translations texts;
    private final Instant now;
    private final NumberFormat percents;
    private final StringBuilder html = new StringBuilder(4096);
    private final Set<String> listed = new HashSet<>();
    private UptimeWindow window = UptimeWindow.HOUR_1;
    private int rows;

    /** An item in its place. Its children are in its first place only, as in answers ({@link StatusItem}). */
    private record Node(StatusItem item, List<Node> children) {}

    /** @param now when the services were read */
    ServiceWriter(Translations texts, Instant now) {
        this.texts = texts;
        this.now = now;
        percents = NumberFormat.getInstance(texts.locale());
    }

    private static Map<String, UptimeWindow> ranges() {
        Map<String, UptimeWindow> ranges = new LinkedHashMap<>();
        ranges.put("1 h", UptimeWindow.HOUR_1);
        ranges.put("24 h", UptimeWindow.DAY_1);
        ranges.put("7 d", UptimeWindow.DAYS_7);
        ranges.put("90 d", UptimeWindow.DAYS_90);
        ranges.put("365 d", UptimeWindow.DAYS_365);
        return ranges;
    }

    String write(StatusOverview overview) {
        boolean hasMany = overview.total() >= MANY;
        window = firstWindow(overview.items());
        html.append("<section class=\"services\"><header class=\"services-head\"><h2>%s</h2>\n"
                .formatted(words("Services")));
        if (hasMany) {
            html.append("""
                    <label class="search"><span class="visually-hidden">%s</span><input type="search" placeholder="%s" disabled /></label>
                    <label class="only"><input type="checkbox" disabled />%s</label>
                    """.formatted(words("Search services"), words("Search"), words("Problems only")));
        }
        html.append("<div class=\"segments\">");
        RANGES.forEach((range, shown) -> html.append(
                "<button type=\"button\" aria-pressed=\"%s\" disabled>%s</button>".formatted(shown == window, range)));
        html.append("</div></header>\n");
        level(tree(overview.items()), hasMany);
        return html.append("</section>\n").toString();
    }

    /** One that fits the age of the data: a new page would show 89 unknown days of 90. */
    private UptimeWindow firstWindow(List<StatusItem> items) {
        Instant first = monitors(items)
                .map(StatusItem::firstPulse)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(now);
        Duration age = Duration.between(first, now);
        if (age.compareTo(Duration.ofDays(14)) > 0) {
            return UptimeWindow.DAYS_90;
        }
        if (age.compareTo(Duration.ofDays(2)) > 0) {
            return UptimeWindow.DAYS_7;
        }
        return age.compareTo(Duration.ofHours(3)) > 0 ? UptimeWindow.DAY_1 : UptimeWindow.HOUR_1;
    }

    private static Stream<StatusItem> monitors(List<StatusItem> items) {
        Set<String> visited = new HashSet<>();
        return items.stream().flatMap(item -> monitors(item, visited));
    }

    private static Stream<StatusItem> monitors(StatusItem item, Set<String> visited) {
        return visited.add(item.id())
                ? Stream.concat(
                        item.isGroup() ? Stream.of() : Stream.of(item),
                        item.children().stream().flatMap(child -> monitors(child, visited)))
                : Stream.of();
    }

    private List<Node> tree(List<StatusItem> items) {
        List<Node> nodes = new ArrayList<>();
        items.forEach(item -> nodes.add(new Node(item, listed.add(item.id()) ? tree(item.children()) : List.of())));
        return nodes;
    }

    private void level(List<Node> nodes, boolean hasMany) {
        html.append("<ul class=\"level\">");
        for (Node node : nodes) {
            if (rows == MOST_ROWS) {
                html.append("<li class=\"node\"><div class=\"row\"><span class=\"row-name\">…</span></div></li>");
            }
            rows++;
            if (rows > MOST_ROWS) {
                break;
            }
            StatusItem item = node.item();
            html.append("<li class=\"node\" data-kind=\"%s\">".formatted(item.isGroup() ? "group" : "monitor"));
            row(node);
            boolean hasTrouble = item.status() == MonitorStatus.DOWN || item.status() == MonitorStatus.DEGRADED;
            if (!node.children().isEmpty() && (!hasMany || hasTrouble)) {
                level(node.children(), hasMany);
            }
            html.append("</li>\n");
        }
        html.append("</ul>");
    }

    private void row(Node node) {
        StatusItem item = node.item();
        String label = texts.text(Translations.label(item.status().text()));
        Double uptime = item.uptimes().get(window.ordinal());
        html.append("""
                <div class="row" data-status="%s"><span class="row-name"><span class="icon"></span>%s<span class="row-title"><span>%s</span>%s</span></span>\
                <span class="row-state">%s</span><span class="row-strip"><span class="strip-waiting"></span></span>\
                <span class="row-uptime">%s%s</span><span class="row-latency">%s</span></div>""".formatted(
                        item.status().text(),
                        StateIcon.of(item.status(), label),
                        MarkupEncoder.encode(item.name()),
                        subtitle(node),
                        MarkupEncoder.encode(label),
                        MarkupEncoder.encode(percent(uptime)),
                        uptime == null ? "" : since(item.since().get(window.ordinal())),
                        latency(item)));
    }

    private String subtitle(Node node) {
        if (node.item().message() != null) {
            return "<small>" + MarkupEncoder.encode(node.item().message()) + "</small>";
        }
        Map<String, Integer> count = Map.of("count", node.children().size());
        return node.item().isGroup() && !node.children().isEmpty()
                ? "<small>" + MarkupEncoder.encode(texts.text("{count} items", count)) + "</small>"
                : "";
    }

    /** Never rounded up to 100. */
    private String percent(Double uptime) {
        return uptime == null
                ? texts.text("unknown")
                : percents.format(BigDecimal.valueOf(uptime).setScale(2, RoundingMode.DOWN)) + " %";
    }

    /** Since when an uptime is known, if that is later than its beginning. */
    private String since(Instant begin) {
        if (begin == null) {
            return "";
        }
        boolean isToday = Duration.between(begin, now).compareTo(Duration.ofDays(1)) < 0;
        String time = DateTimeFormatter.ofPattern(isToday ? "HH:mm" : "d MMM", texts.locale())
                .format(begin.atOffset(ZoneOffset.UTC));
        return "<small>"
                + MarkupEncoder.encode(texts.text("since {time}", Map.of("time", isToday ? time + " UTC" : time)))
                + "</small>";
    }

    private static String latency(StatusItem item) {
        double millis = item.latency();
        if (item.status() == MonitorStatus.DOWN || millis == 0) {
            return "–";
        }
        if (millis >= LONG_MILLIS) {
            return rounded(millis / MILLIS, 1) + " s";
        }
        return rounded(millis, millis < SHORT_MILLIS ? 1 : 0) + " ms";
    }

    private static String rounded(double value, int digits) {
        String text =
                BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
        return digits == 1 && value < SHORT_MILLIS ? text.replaceFirst("\\.0$", "") : text;
    }

    private String words(String key) {
        return MarkupEncoder.encode(texts.text(key));
    }
}
