package org.heliograph.web.page;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.text.MarkdownRenderer;
import org.heliograph.text.MarkupEncoder;

/** Writes incidents and maintenances of a status page as HTML, as its script draws them (webapp/app/status/reports.js). */
final class NoticeWriter {
    /** The newest; the script shows all. */
    private static final int MOST_UPDATES = 50;

    private final Translations texts;
    private final DateTimeFormatter moments;

    NoticeWriter(Translations texts) {
        this.texts = texts;
        moments = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(ZoneOffset.UTC);
    }

    /**
     * Those of one kind, with their title; nothing without any.
     *
     * @param notices as answers show them
     * @param names   of the monitors and groups that the page shows, by id
     */
    String section(String title, List<JsonObject> notices, Map<String, String> names) {
        return notices.isEmpty()
                ? ""
                : notices.stream()
                        .map(notice -> card(notice, names))
                        .collect(Collectors.joining(
                                "", "<section class=\"current\"><h2>" + words(title) + "</h2>\n", "</section>\n"));
    }

    private String card(JsonObject notice, Map<String, String> names) {
        String severity = notice.getString("severity", null);
        List<JsonObject> updates =
                new ArrayList<>(notice.getJsonArray("updates").getValuesAs(JsonObject.class));
        Collections.reverse(updates);
        int shown = Math.min(1, updates.size());
        return """
                <article class="report" data-severity="%s"><header><h3>%s</h3><p class="report-tags">%s%s</p></header>
                %s%s%s%s</article>
                """.formatted(
                        severity == null ? "none" : MarkupEncoder.encode(severity),
                        MarkupEncoder.encode(notice.getString("title")),
                        severity == null ? "" : severity(severity),
                        "<span class=\"tag stage\">" + label(notice.getString("status")) + "</span>",
                        severity == null ? span(notice) : "",
                        affected(notice, names),
                        timeline(updates.subList(0, shown)),
                        earlier(updates.subList(shown, Math.min(MOST_UPDATES, updates.size()))));
    }

    private String severity(String severity) {
        return "<span class=\"tag severity\" data-severity=\"%s\">%s</span>"
                .formatted(MarkupEncoder.encode(severity), label(severity));
    }

    private String span(JsonObject maintenance) {
        return "<p class=\"report-when\">" + moment(maintenance, "scheduled_start") + " – "
                + moment(maintenance, "scheduled_end") + "</p>\n";
    }

    private String affected(JsonObject notice, Map<String, String> names) {
        String affected = notice.getJsonArray("affected_monitors").getValuesAs(JsonString.class).stream()
                .map(id -> names.getOrDefault(id.getString(), ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
        return affected.isEmpty()
                ? ""
                : "<p class=\"quiet\">" + MarkupEncoder.encode(texts.text("Affects {names}", Map.of("names", affected)))
                        + "</p>\n";
    }

    private String earlier(List<JsonObject> updates) {
        return updates.isEmpty()
                ? ""
                : "<details><summary>"
                        + MarkupEncoder.encode(texts.text("{count} earlier updates", Map.of("count", updates.size())))
                        + "</summary>" + timeline(updates) + "</details>\n";
    }

    private String timeline(List<JsonObject> updates) {
        return updates.isEmpty()
                ? ""
                : updates.stream()
                        .map(update ->
                                "<li><p><strong>%s</strong> <time datetime=\"%s\">%s</time></p><div class=\"text\">%s</div></li>\n"
                                        .formatted(
                                                label(update.getString("status")),
                                                update.getString("created_at"),
                                                moment(update, "created_at"),
                                                MarkdownRenderer.html(update.getString("message"))))
                        .collect(Collectors.joining("", "<ol class=\"timeline\">", "</ol>"));
    }

    private String moment(JsonObject notice, String field) {
        return MarkupEncoder.encode(moments.format(Instant.parse(notice.getString(field))) + " UTC");
    }

    /** @param name a stage or a severity */
    private String label(String name) {
        return words(Translations.label(name));
    }

    private String words(String key) {
        return MarkupEncoder.encode(texts.text(key));
    }
}
