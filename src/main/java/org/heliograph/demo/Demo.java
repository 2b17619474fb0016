package org.heliograph.demo;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Logger;
import org.heliograph.demo.fleet.DemoFleet;
import org.heliograph.demo.scenario.DemoApi;
import org.heliograph.demo.scenario.Scenario;
import org.heliograph.demo.services.DemoIncidents;
import org.heliograph.demo.services.DemoServices;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/** The demo on this node: its scenarios, each with a {@link ScenarioRunner} of its own so that none waits for another. */
@ApplicationScoped
public class Demo {
    private static final Logger LOG = Logger.getLogger(Demo.class.getName());
    private static final int DEFAULT_PORT = 8080;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private volatile List<ScenarioRunner> runners = List.of();
    private volatile boolean started;

    /** Starts the scenarios if the demo is on. Another call changes nothing. */
    public void start() {
        if (started) {
            return;
        }
        if (configuration.get(NodeSettings.DEMO)) {
            String url = configuration.find(NodeSettings.DEMO_URL).orElseGet(Demo::defaultUrl);
            LOG.info(() -> "the demo starts; open " + url + "/");
            runners = scenarios().stream()
                    .map(scenario -> new ScenarioRunner(scenario, new DemoApi(url), clock))
                    .toList();
            runners.forEach(runner -> runner.start(threads));
        }
        started = true;
    }

    private List<Scenario> scenarios() {
        SplittableRandom random = new SplittableRandom();
        Path folder = Path.of(configuration.get(NodeSettings.DATA_DIR));
        boolean lively = configuration.get(NodeSettings.DEMO_ACTIVITY);
        Scenario fleet = new DemoFleet(
                configuration.get(NodeSettings.DEMO_MACHINES),
                folder.resolve("demo-fleet.json"),
                random.split(),
                clock.millis());
        Scenario services = new DemoServices(random.split(), lively, clock);
        return lively
                ? List.of(
                        fleet,
                        services,
                        new DemoIncidents(),
                        new DemoAlerts(random.split()),
                        new DemoChannelEvents(random.split()))
                : List.of(fleet, services);
    }

    /** Whether every scenario has set up its data. */
    public boolean ready() {
        return started && runners.stream().allMatch(ScenarioRunner::isSetUp);
    }

    private static String defaultUrl() {
        int offset = Integer.getInteger("jboss.socket.binding.port-offset", 0);
        return "http://localhost:" + (DEFAULT_PORT + offset);
    }

    /** Ends the scenarios; may be called again. */
    @PreDestroy
    public void stop() {
        runners.forEach(ScenarioRunner::stop);
    }
}
