package org.heliograph.uptime.history.api;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonNumbers;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.MetricStats;

/**
 * A point of the history of a monitor or a group.
 *
 * @param uptime  in percent; null where nothing is known
 * @param customs of the custom metrics; empty for a group
 */
record HistoryPoint(Instant start, Double uptime, MetricStats latency, List<MetricStats> customs) {
    static HistoryPoint of(Bucket bucket) {
        return new HistoryPoint(bucket.start(), bucket.totals().percent(), bucket.latency(), bucket.customs());
    }

    /** A point of a group, whose children may measure different things. */
    static HistoryPoint ofGroup(Bucket bucket) {
        return new HistoryPoint(bucket.start(), bucket.totals().percent(), bucket.latency(), List.of());
    }

    /** The point as clients get it (docs/status-pages.md). */
    JsonObjectBuilder json() {
        JsonObjectBuilder json = JsonText.object().add("timestamp", Timestamps.format(start));
        JsonNumbers.add(json, "uptime", uptime);
        add(json, "latency", latency);
        for (int i = 0; i < customs.size(); i++) {
            if (customs.get(i).count() > 0) {
                add(json, "custom" + (i + 1), customs.get(i));
            }
        }
        return json;
    }

    private static void add(JsonObjectBuilder json, String name, MetricStats stats) {
        Double average = stats.average();
        JsonNumbers.add(json, name + "_min", stats.min());
        JsonNumbers.add(json, name + "_max", stats.max());
        JsonNumbers.add(json, name + "_avg", average == null ? null : JsonNumbers.rounded(average));
    }
}
