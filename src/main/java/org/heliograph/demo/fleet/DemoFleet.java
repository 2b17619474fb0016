package org.heliograph.demo.fleet;

import static org.heliograph.demo.scenario.JsonBodies.object;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;

/** Registers the simulated machines and sends what their agents report. */
public final class DemoFleet implements Scenario {
    private static final Logger LOG = Logger.getLogger(DemoFleet.class.getName());

    private final DemoKeyStore state;
    private final List<SimulatedAgent> agents;

    /**
     * @param machines the number of machines
     * @param keys     the file with their node keys
     * @param now      milliseconds since the epoch
     */
    public DemoFleet(int machines, Path keys, RandomGenerator random, long now) {
        this(MachineProfile.fleet(machines), new DemoKeyStore(keys), random, now);
    }

    DemoFleet(List<MachineProfile> machines, DemoKeyStore state, RandomGenerator random, long now) {
        this.state = state;
        this.agents = machines.stream()
                .map(machine -> new SimulatedAgent(machine, random, now))
                .toList();
    }

    @Override
    public String description() {
        return agents.size() + " simulated machines report";
    }

    /** Set up when every machine has reported once. */
    @Override
    public void begin(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        act(api, now);
    }

    @Override
    public void act(DemoApi api, long now) throws IOException, InterruptedException, DemoApi.Refused {
        for (SimulatedAgent agent : agents) {
            act(api, agent, now);
        }
        state.save();
    }

    private void act(DemoApi api, SimulatedAgent agent, long now)
            throws IOException, InterruptedException, DemoApi.Refused {
        SimulatedAgent.Action action = agent.next(now);
        if (action != SimulatedAgent.Action.BEAT && action != SimulatedAgent.Action.SIGN_OFF) {
            return;
        }
        try {
            beat(api, agent.profile(), action == SimulatedAgent.Action.BEAT ? "online" : "offline");
        } catch (DemoApi.Refused refused) {
            // the machine may have been disabled; the others go on
            LOG.log(Level.FINE, "{0} is refused: {1}", new Object[] {agent.profile(), refused.getMessage()});
            agent.refused(now);
        } catch (IOException | RuntimeException failed) {
            agent.failed(now);
            throw failed;
        }
    }

    private void beat(DemoApi api, MachineProfile machine, String status)
            throws IOException, InterruptedException, DemoApi.Refused {
        String name = "node " + machine.organization() + "/" + machine.name();
        String nodeKey = state.get(name);
        if (nodeKey != null) {
            try {
                heartbeat(api, nodeKey, status);
                return;
            } catch (DemoApi.Refused unknown) {
                LOG.log(Level.FINE, "{0} registers again: {1}", new Object[] {name, unknown.getMessage()});
                state.remove(name);
            }
        }
        nodeKey = register(api, machine);
        state.put(name, nodeKey);
        heartbeat(api, nodeKey, status);
    }

    private static void heartbeat(DemoApi api, String nodeKey, String status)
            throws IOException, InterruptedException, DemoApi.Refused {
        api.post("/api/machine-heartbeat", object("node_key", nodeKey, "status", status));
    }

    private String register(DemoApi api, MachineProfile machine)
            throws IOException, InterruptedException, DemoApi.Refused {
        String name = "replacing key " + machine.keyName();
        String authKey = state.get(name);
        if (authKey != null) {
            try {
                return register(api, authKey, machine);
            } catch (DemoApi.Refused revoked) {
                if (revoked.status() != DemoApi.UNAUTHORIZED) {
                    throw revoked;
                }
                LOG.log(Level.FINE, "{0} is refused: {1}", new Object[] {name, revoked.getMessage()});
                state.remove(name);
            }
        }
        authKey = createKey(api, machine.organization(), machine.ephemeral());
        state.put(name, authKey);
        return register(api, authKey, machine);
    }

    private static String register(DemoApi api, String authKey, MachineProfile machine)
            throws IOException, InterruptedException, DemoApi.Refused {
        JsonObject request = object(
                "auth_key", authKey,
                "name", machine.name(),
                "os", machine.os(),
                "version", machine.version(),
                "tailnet_ip", machine.address());
        return api.post("/api/register-machine", request).getString("node_key");
    }

    private static String createKey(DemoApi api, String organization, boolean ephemeral)
            throws IOException, InterruptedException, DemoApi.Refused {
        JsonObject wish = object(
                "org_id",
                organization,
                "description",
                ephemeral ? "Simulated runners" : "Simulated machines",
                "reusable",
                true,
                "ephemeral",
                ephemeral,
                // a lost file of node keys must not make every machine a second one
                "may_replace",
                true);
        String administrator = organization.equals("acme") ? DemoApi.ALICE : DemoApi.CAROL;
        return api.as(administrator, "POST", "/api/keys", wish)
                .asJsonObject()
                .getJsonObject("data")
                .getString("key");
    }
}
