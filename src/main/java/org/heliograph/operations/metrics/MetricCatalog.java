package org.heliograph.operations.metrics;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.broker.redis.RedisMetrics;
import org.heliograph.delivery.DeliveryMetrics;
import org.heliograph.hub.HubMetrics;
import org.heliograph.hub.outbox.FrameMetrics;
import org.heliograph.identity.HandshakeMetrics;
import org.heliograph.identity.signin.SignInMetrics;
import org.heliograph.machine.MachineMetrics;
import org.heliograph.machine.heartbeat.HeartbeatMetrics;
import org.heliograph.metric.CounterFamily;
import org.heliograph.metric.DurationHistogram;
import org.heliograph.metric.Metric;
import org.heliograph.metric.MetricDefinition;
import org.heliograph.rest.RefusalMetrics;
import org.heliograph.uptime.pulse.PulseMetrics;
import org.heliograph.uptime.state.MonitorMetrics;
import org.heliograph.uptime.subscriber.SubscriberMetrics;

/** All metrics of the application. {@code docs/metrics.md} is this list as a table; a test compares the two. */
final class MetricCatalog {
    private static final List<Class<?>> SUBJECTS = List.of(
            NodeMetrics.class,
            HubMetrics.class,
            FrameMetrics.class,
            HandshakeMetrics.class,
            RefusalMetrics.class,
            SignInMetrics.class,
            DeliveryMetrics.class,
            RedisMetrics.class,
            HeartbeatMetrics.class,
            MachineMetrics.class,
            PulseMetrics.class,
            MonitorMetrics.class,
            SubscriberMetrics.class);

    private MetricCatalog() {}

    /** The definitions of all metrics, by subject. */
    static List<MetricDefinition> definitions() {
        return metrics(Metric.class).map(Metric::definition).toList();
    }

    /** Those that are counted where it happens. */
    static List<CounterFamily> counters() {
        return metrics(CounterFamily.class).toList();
    }

    /** Those that are measured where it happens. */
    static List<DurationHistogram> histograms() {
        return metrics(DurationHistogram.class).toList();
    }

    private static <T> Stream<T> metrics(Class<T> kind) {
        return SUBJECTS.stream()
                .flatMap(subject -> Stream.of(subject.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()) && !Modifier.isPrivate(field.getModifiers()))
                .map(MetricCatalog::valueOf)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    private static Object valueOf(Field constant) {
        try {
            return constant.getType().getPackage() == Metric.class.getPackage() ? constant.get(null) : "";
        } catch (IllegalAccessException e) {
            throw new AssertionError("metrics are public, or of this package", e);
        }
    }
}
