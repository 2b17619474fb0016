package org.heliograph.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.JavaFrameGCRoot;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;
import org.netbeans.lib.profiler.heap.Value;

/** A heap dump of a server: what keeps the class loaders of earlier deployments. What is on the stacks of threads does not count. */
final class HeapDump {
    private static final Set<String> WEAK = Set.of(
            "java.lang.ref.WeakReference",
            "java.lang.ref.SoftReference",
            "java.lang.ref.PhantomReference",
            "java.lang.ref.FinalReference");

    private final Heap heap;
    private final Map<Long, String> roots = new HashMap<>();

    /** A reference on the way from a root to a class loader. */
    private record Step(Instance holder, String field, Step next) {
        private String text() {
            String name = holder.getJavaClass().getName() + "." + field;
            return next == null ? name : name + " > " + next.text();
        }
    }

    private HeapDump(Heap heap) {
        this.heap = heap;
        Collection<GCRoot> all = heap.getGCRoots();
        for (GCRoot root : all) {
            // a waiting thread of the server keeps what its variables were, which the interpreter does not clear, until
            // its next work
            if (!(root instanceof JavaFrameGCRoot) && root.getInstance() != null) {
                roots.put(root.getInstance().getInstanceId(), root.getKind());
            }
        }
    }

    static HeapDump read(Path file) {
        try {
            return new HeapDump(HeapFactory.createHeap(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The shortest way from a root to each class loader that has a class of this name, except the loader of the class that has objects,
     * which is the deployment that runs.
     *
     * @param singleton a class of which each deployment has one object, and a stopped one has none
     */
    List<String> waysToEarlierLoadersOf(String singleton) {
        List<String> ways = new ArrayList<>();
        Collection<JavaClass> classes = heap.getJavaClassesByRegExp(Pattern.quote(singleton));
        boolean running = false;
        for (JavaClass one : classes) {
            boolean runs = one.getInstancesCount() > 0;
            String way = runs && !running ? null : wayTo(one.getClassLoader());
            running |= runs;
            if (way != null) {
                ways.add(way);
            }
        }
        if (!running) {
            throw new IllegalStateException("no deployment runs: no object of " + singleton);
        }
        return ways;
    }

    /** @return null when nothing keeps the object but stacks and weak references */
    private String wayTo(Instance object) {
        Deque<Step> queue = new ArrayDeque<>(List.of(new Step(object, "", null)));
        Set<Long> seen = new HashSet<>(Set.of(object.getInstanceId()));
        while (!queue.isEmpty()) {
            Step step = queue.poll();
            String root = roots.get(step.holder().getInstanceId());
            if (root != null) {
                return root + ": " + step.text();
            }
            Collection<Value> references = step.holder().getReferences();
            for (Value reference : references) {
                Instance holder = reference.getDefiningInstance();
                String field = reference instanceof ObjectFieldValue value
                        ? value.getField().getName()
                        : "[]";
                if (holder != null
                        && !(field.equals("referent") && isWeak(holder.getJavaClass()))
                        && seen.add(holder.getInstanceId())) {
                    queue.add(new Step(holder, field, step));
                }
            }
        }
        return null;
    }

    private static boolean isWeak(JavaClass reference) {
        JavaClass one = reference;
        while (one != null && !WEAK.contains(one.getName())) {
            one = one.getSuperClass();
        }
        return one != null;
    }
}
