package org.heliograph.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter, or one for each value of its label. The values are given when it is made, so that no input of a client makes another time
 * series: what is none of them counts as {@value #OTHER}. Counting takes no lock.
 */
public final class CounterFamily implements Metric {
    /** The value of the label for whatever is none of the values. */
    public static final String OTHER = "other";

    private final MetricDefinition definition;
    private final Map<String, LongAdder> counts;

    /** A counter without a label. */
    public CounterFamily(String name, String meaning) {
        this(MetricDefinition.counter(name, "", meaning), List.of(""));
    }

    /** @param values of the label */
    public CounterFamily(String name, String label, List<String> values, String meaning) {
        this(MetricDefinition.counter(name, label, meaning), values);
    }

    private CounterFamily(MetricDefinition definition, List<String> values) {
        this.definition = definition;
        Map<String, LongAdder> all = new LinkedHashMap<>();
        values.forEach(value -> all.put(value, new LongAdder()));
        if (!definition.label().isEmpty()) {
            all.put(OTHER, new LongAdder());
        }
        counts = Collections.unmodifiableMap(all);
    }

    @Override
    public MetricDefinition definition() {
        return definition;
    }

    /** The counter of a value, for code that counts often. */
    public LongAdder of(String value) {
        LongAdder count = counts.get(value);
        return count == null ? counts.get(OTHER) : count;
    }

    /** Counts one, without a label. */
    public void increment() {
        counts.get("").increment();
    }

    public void increment(String value) {
        of(value).increment();
    }

    public void add(String value, long by) {
        of(value).add(by);
    }

    /** The counters by the value of the label; by the empty text without one. */
    public Map<String, LongAdder> counts() {
        return counts;
    }
}
