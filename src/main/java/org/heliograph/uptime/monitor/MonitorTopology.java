package org.heliograph.uptime.monitor;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How monitors and groups nest, by their ids: a snapshot. It may contain ids of deleted monitors and groups, and cycles; traversal
 * ends in either case.
 *
 * @param children the child ids of each id; ids without children may be left out
 */
public record MonitorTopology(Map<String, List<String>> children) {
    public MonitorTopology {
        children = Map.copyOf(children);
    }

    /** The start ids and all their descendants. @param leaves ids whose children are not visited */
    public Set<String> reachable(Collection<String> start, Collection<String> leaves) {
        Set<String> visited = new LinkedHashSet<>();
        Deque<String> pending = new ArrayDeque<>(start);
        while (!pending.isEmpty()) {
            String id = pending.remove();
            if (visited.add(id) && !leaves.contains(id)) {
                pending.addAll(children.getOrDefault(id, List.of()));
            }
        }
        return visited;
    }

    /** Whether an id would become its own descendant if it had these children. */
    public boolean wouldCreateCycle(String id, List<String> newChildren) {
        return reachable(newChildren, Set.of(id)).contains(id);
    }
}
