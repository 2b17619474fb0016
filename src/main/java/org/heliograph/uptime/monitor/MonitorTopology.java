package org.heliograph.uptime.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
    /** How many levels an item of a status page may have, itself included. */
    public static final int MOST_LEVELS = 32;

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

    /** Everything that contains some ids, directly or not. An id that contains itself is among it. */
    public Set<String> above(Collection<String> ids) {
        Map<String, List<String>> parents = parents();
        Set<String> direct = new LinkedHashSet<>();
        ids.forEach(id -> direct.addAll(parents.getOrDefault(id, List.of())));
        return new MonitorTopology(parents).reachable(direct, List.of());
    }

    private Map<String, List<String>> parents() {
        Map<String, List<String>> parents = new HashMap<>();
        children.forEach((parent, ids) -> ids.forEach(child ->
                parents.computeIfAbsent(child, none -> new ArrayList<>()).add(parent)));
        return parents;
    }

    /** Whether an id would become its own descendant if it had these children. */
    public boolean wouldCreateCycle(String id, List<String> newChildren) {
        return reachable(newChildren, Set.of(id)).contains(id);
    }

    /** Whether something would have more than {@link #MOST_LEVELS} levels if an id had these children. */
    public boolean wouldBeTooDeep(String id, List<String> newChildren) {
        int below = levels(newChildren, children);
        return below > 0 && levels(List.of(id), parents()) + below > MOST_LEVELS;
    }

    /** The length of the longest path, one more than the bound if it is longer. */
    private static int levels(Collection<String> start, Map<String, List<String>> next) {
        int levels = 0;
        for (Set<String> level = Set.copyOf(start); !level.isEmpty() && levels <= MOST_LEVELS; levels++) {
            Set<String> following = new HashSet<>();
            level.forEach(id -> following.addAll(next.getOrDefault(id, List.of())));
            level = following;
        }
        return levels;
    }
}
