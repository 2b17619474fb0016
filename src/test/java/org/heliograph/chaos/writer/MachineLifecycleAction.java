package org.heliograph.chaos.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import org.heliograph.testing.Server;

/** Creates and deletes machines. A machine whose deletion failed is not used again. */
public final class MachineLifecycleAction implements Action {
    private static final int MAX = 10;

    private final ChangeRecorder recorder;
    private final OrganizationClient organization;
    private final Deque<String> existing = new ArrayDeque<>();

    public MachineLifecycleAction(ChangeRecorder recorder, OrganizationClient organization) {
        this.recorder = recorder;
        this.organization = organization;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        return existing.isEmpty() || existing.size() < MAX && random.nextBoolean() ? create(node) : delete(node);
    }

    @Override
    public void restored() {
        existing.clear();
    }

    private boolean create(Server node) {
        String name = recorder.uniqueText("born-");
        return recorder.write(
                        Set.of(organization.machines().created(name)),
                        () -> organization.on(node).post("/api/db/machines", organization.row(name)))
                .map(created -> existing.add(created.list().getJsonObject(0).getString("id")))
                .orElse(false);
    }

    private boolean delete(Server node) {
        String machine = existing.poll();
        return recorder.write(
                        Set.of(organization.machines().deleted(machine)),
                        () -> organization.on(node).delete("/api/db/machines?id=eq." + machine))
                .isPresent();
    }
}
