package org.heliograph.chaos.writer;

import java.util.Random;
import java.util.Set;
import org.heliograph.chaos.truth.Fact;
import org.heliograph.testing.Server;

/** Gives one machine one version after the other; some the database refuses, but only when they are to be committed. */
public final class OneMachine implements Deed {
    private static final int DOOMED_ONE_IN = 5;

    private final Clerk clerk;
    private final Organization organization;
    private final String machine;

    public OneMachine(Clerk clerk, Organization organization, Server node) {
        this.clerk = clerk;
        this.organization = organization;
        this.machine = organization.make(node, clerk, clerk.fresh("one-"));
    }

    @Override
    public boolean attempt(Server node, Random random) {
        boolean doomed = random.nextInt(DOOMED_ONE_IN) == 0;
        String version = clerk.fresh(doomed ? Clerk.DOOMED : "v");
        Set<Fact> facts = Set.of(organization.machines().changed(machine, version));
        String path = "/api/db/machines?id=eq." + machine;
        String body = "{\"version\":\"" + version + "\"}";
        return doomed
                ? clerk.fail(facts, () -> organization.on(node).patch(path, body))
                : clerk.write(facts, () -> organization.on(node).patch(path, body))
                        .isPresent();
    }
}
