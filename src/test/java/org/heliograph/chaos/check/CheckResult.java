package org.heliograph.chaos.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The number of violations of each {@link Violation kind}, and descriptions of the first ones. */
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

    /** The number of violations of a kind. */
    public int count(Violation violation) {
        return counts.getOrDefault(violation, 0);
    }

    /** The kinds found, with their numbers. */
    public Map<Violation, Integer> violations() {
        return counts;
    }

    /** Descriptions of the first violations, one per line. */
    public List<String> examples() {
        return examples;
    }
}
