package org.heliograph.chaos.writer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.heliograph.chaos.truth.Fact;
import org.heliograph.chaos.truth.Machines;
import org.heliograph.testing.Server;

/**
 * Changes many machines of several organisations in one transaction. Some of them give all the same name, which fails at the
 * second machine: by then the first is changed. Others the database refuses when they are to be committed.
 */
public final class Group implements Deed {
    private static final int ONE_NAME_ONE_IN = 8;
    private static final int DOOMED_ONE_IN = 8;

    private final Clerk clerk;
    private final Organization first;
    private final String prefix;
    /** Machines and their organisations. */
    private final Map<String, Machines> machines = new HashMap<>();

    /**
     * @param organizations where one token is an administrator's
     * @param size          how many machines in each
     */
    public Group(Clerk clerk, List<Organization> organizations, Server node, int size) {
        this.clerk = clerk;
        this.first = organizations.get(0);
        this.prefix = clerk.fresh("group-") + "-";
        for (Organization organization : organizations) {
            for (int i = 0; i < size; i++) {
                machines.put(organization.make(node, clerk, prefix + i), organization.machines());
            }
        }
    }

    @Override
    public boolean attempt(Server node, Random random) {
        boolean oneName = random.nextInt(ONE_NAME_ONE_IN) == 0;
        boolean doomed = random.nextInt(DOOMED_ONE_IN) == 0;
        String version = clerk.fresh(doomed ? Clerk.DOOMED : "g");
        Set<Fact> facts = new HashSet<>();
        machines.forEach((machine, all) -> facts.add(all.changed(machine, version)));
        String path = "/api/db/machines?name=like." + prefix + "*";
        String body = "{" + (oneName ? "\"name\":\"" + version + "\"," : "") + "\"version\":\"" + version + "\"}";
        if (oneName || doomed) {
            return clerk.fail(facts, () -> first.on(node).patch(path, body));
        }
        return clerk.write(facts, () -> first.on(node).patch(path, body))
                .map(answer -> answer.list().size())
                .map(changed -> {
                    if (changed != machines.size()) {
                        throw new AssertionError(changed + " of " + machines.size() + " machines changed");
                    }
                    return true;
                })
                .orElse(false);
    }
}
