package org.heliograph.cluster.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Fleet;

/** Administrators who all change machines at once, each a machine of their own, each change another version. */
final class Writers {
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();

    /** Adds writers on a node and sets them to work. */
    Writers add(Fleet fleet, int count, int changes) {
        for (int i = 0; i < count; i++) {
            String machine = fleet.register().id();
            writers.add(CompletableFuture.runAsync(() -> write(fleet, machine, changes)));
        }
        return this;
    }

    private static void write(Fleet fleet, String machine, int changes) {
        for (int i = 1; i <= changes; i++) {
            fleet.patch(machine, "{\"version\":\"v" + i + "\"}");
        }
    }

    /** Returns when all have done their work, each change acknowledged. */
    void join() {
        writers.forEach(CompletableFuture::join);
    }
}
