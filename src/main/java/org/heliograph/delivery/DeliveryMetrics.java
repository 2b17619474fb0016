package org.heliograph.delivery;

import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.metric.CounterFamily;
import org.heliograph.metric.DurationHistogram;
import org.heliograph.metric.EventAge;

/** Counts publications and reads of the log. Topics are many, their kinds are few. */
public final class DeliveryMetrics {
    private static final List<String> ORGANIZATION_CHANNELS = List.of("machines", "members", "keys", "general");
    private static final List<String> KINDS =
            List.of("machines", "members", "keys", "general", "status", "alerts", "channel", "identity");

    public static final CounterFamily PUBLICATIONS = new CounterFamily(
            "heliograph_publications_total",
            "kind",
            KINDS,
            "Events that this node has published, by the kind of their topic.");
    public static final DurationHistogram LAG = new DurationHistogram(
            "heliograph_delivery_lag_seconds",
            "kind",
            KINDS,
            "From the time of an event until this node hands it to its connections, for the oldest of each batch.");

    static final String FOR_TOPIC = "topic";
    static final String FOR_CONNECTION = "connection";
    public static final CounterFamily LOG_READS = new CounterFamily(
            "heliograph_log_reads_total",
            "reader",
            List.of(FOR_TOPIC, FOR_CONNECTION),
            "Reads of the log: of what did not arrive through the broker, or for a client that resumes.");

    private DeliveryMetrics() {}

    /** Observes the age of the oldest of a batch. */
    static void observe(Topic topic, List<Publication> batch) {
        if (!batch.isEmpty()) {
            LAG.of(kind(topic)).observe(EventAge.millis(batch.get(0).timestamp()));
        }
    }

    /** The kind of a topic; organisations' channels that only programs publish on have none of their own. */
    public static String kind(Topic topic) {
        String namespace = topic.namespace();
        if (namespace.startsWith(Topic.CHANNEL)) {
            return "channel";
        }
        int colon = namespace.indexOf(':');
        String root = colon < 0 ? namespace : namespace.substring(0, colon);
        if (root.equals("org")) {
            return ORGANIZATION_CHANNELS.contains(topic.channel()) ? topic.channel() : CounterFamily.OTHER;
        }
        return KINDS.contains(root) ? root : CounterFamily.OTHER;
    }
}
