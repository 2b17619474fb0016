package org.heliograph.chaos.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often which {@link Violation} was found, and the first of them in words. */
public final class CheckResult {
    private static final int EXAMPLES = 40;

    private final Map<Violation, Integer> counts = new EnumMap<>(Violation.class);
    private final List<String> examples = new ArrayList<>();

    void add(Violation violation, String where) {
        counts.merge(violation, 1, Integer::sum);
        if (examples.size() < EXAMPLES) {
            examples.add(violation + " " + where);
        }
    }

    /** How often this was found. */
    public int count(Violation violation) {
        return counts.getOrDefault(violation, 0);
    }

    /** What was found at all, and how often. */
    public Map<Violation, Integer> violations() {
        return counts;
    }

    /** The first ones that were found, each in a line. */
    public List<String> examples() {
        return examples;
    }
}
