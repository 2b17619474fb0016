package org.heliograph.chaos.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often which {@link Flaw} was found, and the first of them in words. */
public final class Verdict {
    private static final int EXAMPLES = 40;

    private final Map<Flaw, Integer> counts = new EnumMap<>(Flaw.class);
    private final List<String> examples = new ArrayList<>();

    void add(Flaw flaw, String where) {
        counts.merge(flaw, 1, Integer::sum);
        if (examples.size() < EXAMPLES) {
            examples.add(flaw + " " + where);
        }
    }

    /** How often this was found. */
    public int count(Flaw flaw) {
        return counts.getOrDefault(flaw, 0);
    }

    /** What was found at all, and how often. */
    public Map<Flaw, Integer> flaws() {
        return counts;
    }

    /** The first ones that were found, each in a line. */
    public List<String> examples() {
        return examples;
    }
}
