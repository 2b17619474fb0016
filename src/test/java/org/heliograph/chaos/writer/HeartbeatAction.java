package org.heliograph.chaos.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.heliograph.testing.Agent;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Fleet;
import org.heliograph.testing.Server;

/**
 * Machines that send heartbeats, stop gracefully, or fall silent, so that the server takes them offline. The outcome of a single
 * report is not guaranteed, only that the log reproduces the table.
 */
public final class HeartbeatAction implements Action {
    private static final int GOES_DOWN_ONE_IN = 4;

    private final List<Agent> agents = new ArrayList<>();

    public HeartbeatAction(ChangeRecorder recorder, OrganizationClient organization, Server node, int count) {
        Fleet fleet = new Fleet(organization.on(node), organization.id());
        for (int i = 0; i < count; i++) {
            String name = recorder.uniqueText("agent-");
            recorder.done(organization.machines().created(name));
            agents.add(fleet.register(fleet.newKey("").getString("key"), name));
        }
    }

    @Override
    public boolean attempt(Server node, Random random) {
        // those at the end of the list are chosen seldom, and so are silent for long
        Agent agent = agents.get(random.nextInt(1 + random.nextInt(agents.size())));
        String status = random.nextInt(GOES_DOWN_ONE_IN) == 0 ? ",\"status\":\"offline\"" : "";
        String body = "{\"node_key\":\"" + agent.nodeKey() + "\"" + status + "}";
        return ChangeRecorder.send(() -> node.api().post("/api/machine-heartbeat", body))
                .map(Answer::status)
                .filter(answered -> answered == 200)
                .isPresent();
    }
}
