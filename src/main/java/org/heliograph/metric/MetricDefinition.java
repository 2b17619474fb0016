package org.heliograph.metric;

import java.util.regex.Pattern;

/**
 * What a metric is. A label has a few values that are known beforehand; it never names a user, an organisation, a topic or an address.
 *
 * @param name    in the text for Prometheus, by its conventions: with the unit and, for a counter, {@code _total} at its end
 * @param label   the name of its label; empty for none
 * @param meaning one sentence
 */
public record MetricDefinition(String name, MetricType type, String label, String meaning) implements Metric {
    private static final Pattern NAME = Pattern.compile("heliograph(_[a-z]+)+");

    public MetricDefinition {
        if (!NAME.matcher(name).matches() || name.endsWith("_total") != (type == MetricType.COUNTER)) {
            throw new IllegalArgumentException("no name of a " + type + ": " + name);
        }
    }

    public static MetricDefinition counter(String name, String label, String meaning) {
        return new MetricDefinition(name, MetricType.COUNTER, label, meaning);
    }

    public static MetricDefinition gauge(String name, String label, String meaning) {
        return new MetricDefinition(name, MetricType.GAUGE, label, meaning);
    }

    public static MetricDefinition histogram(String name, String label, String meaning) {
        return new MetricDefinition(name, MetricType.HISTOGRAM, label, meaning);
    }

    /** The unit that ends the name; empty for a plain number. */
    public String unit() {
        String base = name.replaceFirst("_total$", "");
        if (base.endsWith("_seconds")) {
            return "seconds";
        }
        return base.endsWith("_bytes") ? "bytes" : "";
    }

    @Override
    public MetricDefinition definition() {
        return this;
    }
}
