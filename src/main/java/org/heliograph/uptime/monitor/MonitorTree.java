package org.heliograph.uptime.monitor;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lies beneath what: monitors and groups by their ids. It may hold ids that nothing has any more; walking it ends even where
 * it goes in a circle.
 *
 * @param children the ids beneath each id; those without any may be left out
 */
public record MonitorTree(Map<String, List<String>> children) {
    public MonitorTree {
        children = Map.copyOf(children);
    }

    /** The ids beneath an id, not those beneath them. */
    public List<String> below(String id) {
        return children.getOrDefault(id, List.of());
    }

    /**
     * Everything that is met on the way down, with the start.
     *
     * @param leaves ids at which the way ends
     */
    public Set<String> reach(Collection<String> start, Collection<String> leaves) {
        Set<String> met = new LinkedHashSet<>();
        Deque<String> ahead = new ArrayDeque<>(start);
        while (!ahead.isEmpty()) {
            String id = ahead.remove();
            if (met.add(id) && !leaves.contains(id)) {
                ahead.addAll(below(id));
            }
        }
        return met;
    }

    /** Whether an id would lie beneath itself, were these its children. */
    public boolean wouldTurn(String id, List<String> newChildren) {
        return reach(newChildren, Set.of(id)).contains(id);
    }
}
