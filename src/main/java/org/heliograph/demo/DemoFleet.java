package org.heliograph.demo;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Settings;

/** Lets the simulated machines live: registers them, and every second does what each has to do. */
@ApplicationScoped
public class DemoFleet {
    private static final Logger LOG = Logger.getLogger(DemoFleet.class.getName());
    private static final String PASSWORD = "heliograph-demo";
    private static final int DEFAULT_PORT = 8080;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private DemoApi api;
    private String url;
    private DemoState state;
    private List<Agent> agents = List.of();
    private ScheduledFuture<?> everySecond;
    private volatile boolean ready;
    private boolean complained;

    /** Begins the simulation if the demo is on. */
    public void start() {
        if (!configuration.get(Settings.DEMO)) {
            ready = true;
            return;
        }
        SplittableRandom random = new SplittableRandom();
        long now = clock.millis();
        url = configuration.find(Settings.DEMO_URL).orElseGet(DemoFleet::defaultUrl);
        api = new DemoApi(url);
        state = new DemoState(Path.of(configuration.get(Settings.DATA_DIR), "demo-fleet.json"));
        agents = Profile.fleet(configuration.get(Settings.DEMO_MACHINES)).stream()
                .map(profile -> new Agent(profile, random, now))
                .collect(Collectors.toUnmodifiableList());
        everySecond = scheduler.scheduleWithFixedDelay(this::tick, 100, 1_000, TimeUnit.MILLISECONDS);
    }

    /** Whether every simulated machine has once been heard. */
    public boolean ready() {
        return ready;
    }

    /** A scheduled task that throws is never run again, so nothing may leave this method. */
    private void tick() {
        try {
            for (Agent agent : agents) {
                act(agent);
            }
            state.save();
            if (!ready) {
                LOG.info(() -> agents.size() + " simulated machines report; look at " + url + "/");
            }
            ready = true;
            complained = false;
        } catch (IOException | DemoApi.Refused | RuntimeException failed) {
            // the server is not yet, or no longer, reachable; the first ticks at a start always see that
            LOG.log(ready && !complained ? Level.WARNING : Level.FINE, "the simulated machines wait", failed);
            complained = ready;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void act(Agent agent) throws IOException, InterruptedException, DemoApi.Refused {
        Agent.Deed deed = agent.next(clock.millis());
        if (deed != Agent.Deed.BEAT && deed != Agent.Deed.SIGN_OFF) {
            return;
        }
        try {
            beat(agent.profile(), deed == Agent.Deed.BEAT ? "online" : "offline");
        } catch (IOException | DemoApi.Refused | RuntimeException failed) {
            agent.failed(clock.millis());
            throw failed;
        }
    }

    private void beat(Profile machine, String status) throws IOException, InterruptedException, DemoApi.Refused {
        String name = "node " + machine.organization() + "/" + machine.name();
        String nodeKey = state.get(name);
        if (nodeKey != null) {
            try {
                api.heartbeat(nodeKey, status);
                return;
            } catch (DemoApi.Refused unknown) {
                LOG.log(Level.FINE, "{0} registers anew: {1}", new Object[] {name, unknown.getMessage()});
                state.remove(name);
            }
        }
        nodeKey = register(machine);
        state.put(name, nodeKey);
        api.heartbeat(nodeKey, status);
    }

    private String register(Profile machine) throws IOException, InterruptedException, DemoApi.Refused {
        String name = "key " + machine.keyName();
        String authKey = state.get(name);
        if (authKey != null) {
            try {
                return api.register(authKey, machine);
            } catch (DemoApi.Refused revoked) {
                LOG.log(Level.FINE, "{0} is refused: {1}", new Object[] {name, revoked.getMessage()});
                state.remove(name);
            }
        }
        String administrator = machine.organization().equals("acme") ? "alice@acme.test" : "carol@globex.test";
        authKey = api.createKey(api.signIn(administrator, PASSWORD), machine.organization(), machine.ephemeral());
        state.put(name, authKey);
        return api.register(authKey, machine);
    }

    private static String defaultUrl() {
        int offset = Integer.getInteger("jboss.socket.binding.port-offset", 0);
        return "http://localhost:" + (DEFAULT_PORT + offset);
    }

    @PreDestroy
    void stop() {
        if (everySecond != null) {
            everySecond.cancel(true);
        }
    }
}
