package org.heliograph.cluster.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.heliograph.testing.Fleet;

/** Clients that change machines concurrently, each its own machine, each change with another version. */
final class ConcurrentWriters {
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();

    /** Starts writers on a node. */
    ConcurrentWriters add(Fleet fleet, int count, int changes) {
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

    /** Returns when every change of every writer has been acknowledged. */
    void join() {
        writers.forEach(CompletableFuture::join);
    }
}
