package org.heliograph.chaos.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import org.heliograph.testing.Server;

/** Makes machines and deletes them. One whose deletion failed may be gone or not, and is let be. */
public final class BirthAndDeath implements Deed {
    private static final int MOST = 10;

    private final Clerk clerk;
    private final Organization organization;
    private final Deque<String> living = new ArrayDeque<>();

    public BirthAndDeath(Clerk clerk, Organization organization) {
        this.clerk = clerk;
        this.organization = organization;
    }

    @Override
    public boolean attempt(Server node, Random random) {
        return living.isEmpty() || living.size() < MOST && random.nextBoolean() ? birth(node) : death(node);
    }

    private boolean birth(Server node) {
        String name = clerk.fresh("born-");
        return clerk.write(
                        Set.of(organization.machines().made(name)),
                        () -> organization.on(node).post("/api/db/machines", organization.row(name)))
                .map(made -> living.add(made.list().getJsonObject(0).getString("id")))
                .orElse(false);
    }

    private boolean death(Server node) {
        String machine = living.poll();
        return clerk.write(
                        Set.of(organization.machines().deleted(machine)),
                        () -> organization.on(node).delete("/api/db/machines?id=eq." + machine))
                .isPresent();
    }
}
