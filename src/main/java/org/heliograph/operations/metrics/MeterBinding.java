package org.heliograph.operations.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.heliograph.metric.CounterFamily;
import org.heliograph.metric.DurationHistogram;
import org.heliograph.metric.MetricDefinition;

/** A Micrometer registry for Prometheus, and what binds metrics of the application to it. */
final class MeterBinding implements AutoCloseable {
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** A new one. Closed if it cannot be filled. @param fill binds the metrics */
    static MeterBinding filled(Consumer<MeterBinding> fill) {
        MeterBinding created = new MeterBinding();
        try {
            fill.accept(created);
            return created;
        } catch (RuntimeException | Error fault) {
            created.close();
            throw fault;
        }
    }

    /** Binds what the application counts and measures where it happens. */
    void bindCatalog() {
        MetricCatalog.counters().forEach(this::counters);
        MetricCatalog.histograms().forEach(this::histogram);
    }

    /** Binds the metrics of the JVM and its process that Micrometer knows. */
    void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    void gauge(MetricDefinition definition, Supplier<? extends Number> value) {
        gauge(definition, "", value);
    }

    /** @param label the value of its label; empty for none */
    void gauge(MetricDefinition definition, String label, Supplier<? extends Number> value) {
        Gauge.builder(definition.name(), value::get)
                .tags(tags(definition, label))
                .description(definition.meaning())
                .register(registry);
    }

    /** A counter that is kept elsewhere. @param owner must live as long as this; kept weakly */
    <T> void counter(MetricDefinition definition, String label, T owner, ToDoubleFunction<T> value) {
        FunctionCounter.builder(definition.name(), owner, value)
                .tags(tags(definition, label))
                .description(definition.meaning())
                .register(registry);
    }

    private void counters(CounterFamily family) {
        family.counts().forEach((label, count) -> counter(family.definition(), label, count, LongAdder::sum));
    }

    private void histogram(DurationHistogram histogram) {
        registry.getPrometheusRegistry().register(new HistogramCollector(histogram));
    }

    private static Tags tags(MetricDefinition definition, String label) {
        return definition.label().isEmpty() ? Tags.empty() : Tags.of(definition.label(), label);
    }

    /** Writes all metrics. @param contentType {@link #TEXT} or {@link #OPEN_METRICS} */
    void write(OutputStream to, String contentType) throws IOException {
        registry.scrape(to, contentType);
    }

    boolean isClosed() {
        return registry.isClosed();
    }

    /** Removes its listeners from the JVM. */
    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
