package org.heliograph.uptime.feed;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.cache.SharedContent;
import org.heliograph.text.MarkupEncoder;
import org.heliograph.text.TextCleaner;
import org.heliograph.uptime.state.MonitorStatus;

/**
 * A small picture of a state or an uptime, as web pages and documents of other projects embed it.
 *
 * @param label   on its left side
 * @param message on its right side
 * @param color   of the right side, on which white is legible
 */
record Badge(String label, String message, String color) {
    private static final String GREEN = "#15803d";
    private static final String YELLOW = "#a16207";
    private static final String RED = "#b91c1c";
    private static final String BLUE = "#1d4ed8";
    private static final String GREY = "#4b5563";

    private static final int LONGEST_LABEL = 60;
    private static final int HEIGHT = 20;
    private static final int PADDING = 6;
    /** Widths of characters at the font size of the text; the text is set to the sum, whatever font a reader has. */
    private static final double NARROW = 6.4;

    private static final double WIDE = 11.5;
    /** From here on scripts have wide characters. */
    private static final int FIRST_WIDE = 0x1100;

    private static final double GOOD = 99.9;
    private static final double FAIR = 99;

    /** What a badge is written as. */
    enum Form {
        SVG,
        JSON;

        /** @param file {@code badge.svg} or {@code badge.json} @throws ApiException 404 for another */
        static Form of(String file) {
            return switch (file) {
                case "badge.svg" -> SVG;
                case "badge.json" -> JSON;
                default -> throw ApiException.notFound("There are badge.svg and badge.json.");
            };
        }

        SharedContent content(Badge badge) {
            return this == SVG
                    ? SharedContent.of(badge.svg(), "image/svg+xml;charset=UTF-8")
                    : SharedContent.of(badge.json());
        }
    }

    Badge {
        label = TextCleaner.line(label, LONGEST_LABEL);
    }

    static Badge of(String name, MonitorStatus status) {
        return switch (status) {
            case UP -> new Badge(name, "up", GREEN);
            case DEGRADED -> new Badge(name, "degraded", YELLOW);
            case DOWN -> new Badge(name, "down", RED);
            case MAINTENANCE -> new Badge(name, "maintenance", BLUE);
            case PENDING -> new Badge(name, "no data yet", GREY);
            case UNKNOWN -> new Badge(name, "unknown", GREY);
        };
    }

    /**
     * A badge of an uptime. It is rounded down, so that an uptime of 99.999 percent is not 100.
     *
     * @param span    such as {@code 30d}
     * @param percent null when it is not known
     */
    static Badge ofUptime(String name, String span, Double percent) {
        String label = TextCleaner.line(name, LONGEST_LABEL - span.length() - 1) + ' ' + span;
        if (percent == null) {
            return new Badge(label, "unknown", GREY);
        }
        String text = BigDecimal.valueOf(percent)
                .setScale(2, RoundingMode.DOWN)
                .stripTrailingZeros()
                .toPlainString();
        return new Badge(label, text + " %", percent >= GOOD ? GREEN : percent >= FAIR ? YELLOW : RED);
    }

    /** As the endpoint badges of shields.io read it. */
    JsonObject json() {
        return JsonText.object()
                .add("schemaVersion", 1)
                .add("label", label)
                .add("message", message)
                .add("color", color)
                .build();
    }

    String svg() {
        int left = width(label);
        int right = width(message);
        String title = MarkupEncoder.encode(label + ": " + message);
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" role=\"img\" aria-label=\"%3$s\">"
                        + "<title>%3$s</title><clipPath id=\"r\"><rect width=\"%1$d\" height=\"%2$d\" rx=\"3\"/></clipPath>"
                        + "<g clip-path=\"url(#r)\"><rect width=\"%4$d\" height=\"%2$d\" fill=\"#374151\"/>"
                        + "<rect x=\"%4$d\" width=\"%5$d\" height=\"%2$d\" fill=\"%6$s\"/></g>"
                        + "<g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">%7$s%8$s</g></svg>",
                left + right,
                HEIGHT,
                title,
                left,
                right,
                color,
                text(label, 0, left),
                text(message, left, right));
    }

    private static String text(String text, int x, int width) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"14\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">%s</text>",
                x + PADDING,
                width - 2 * PADDING,
                MarkupEncoder.encode(text));
    }

    private static int width(String text) {
        double width = text.codePoints()
                .mapToDouble(point -> point < FIRST_WIDE ? NARROW : WIDE)
                .sum();
        return (int) Math.ceil(width) + 2 * PADDING;
    }
}
