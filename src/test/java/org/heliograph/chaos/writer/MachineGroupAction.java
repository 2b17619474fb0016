package org.heliograph.chaos.writer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.chaos.model.MachineTopic;
import org.heliograph.testing.Server;

/**
 * Changes many machines of several organisations in one transaction. Some changes give all the same name, which fails at the
 * second machine, after the first was changed. Others are rejected at the commit.
 */
public final class MachineGroupAction implements Action {
    private static final int ONE_NAME_ONE_IN = 8;
    private static final int REJECTED_ONE_IN = 8;

    private final ChangeRecorder recorder;
    private final OrganizationClient first;
    private final String prefix;
    /** The topic of each machine's organisation, by machine id. */
    private final Map<String, MachineTopic> machines = new HashMap<>();

    /**
     * @param organizations organisations with one common administrator's token
     * @param size          how many machines in each
     */
    public MachineGroupAction(ChangeRecorder recorder, List<OrganizationClient> organizations, Server node, int size) {
        this.recorder = recorder;
        this.first = organizations.get(0);
        this.prefix = recorder.uniqueText("group-") + "-";
        for (OrganizationClient organization : organizations) {
            for (int i = 0; i < size; i++) {
                machines.put(organization.make(node, recorder, prefix + i), organization.machines());
            }
        }
    }

    @Override
    public boolean attempt(Server node, Random random) {
        boolean oneName = random.nextInt(ONE_NAME_ONE_IN) == 0;
        boolean rejected = random.nextInt(REJECTED_ONE_IN) == 0;
        String version = recorder.uniqueText(rejected ? ChangeRecorder.REJECTED : "g");
        Set<ExpectedEvent> expected = new HashSet<>();
        machines.forEach((machine, all) -> expected.add(all.changed(machine, version)));
        String path = "/api/db/machines?name=like." + prefix + "*";
        String body = "{" + (oneName ? "\"name\":\"" + version + "\"," : "") + "\"version\":\"" + version + "\"}";
        if (oneName || rejected) {
            return recorder.writeRejected(expected, () -> first.on(node).patch(path, body));
        }
        return recorder.write(expected, () -> first.on(node).patch(path, body))
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
