package org.heliograph.operations.server;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RequestSettings;

/**
 * Checks what the scripts in {@code server-config} have closed and bounded, as far as an application can see it, and logs what is missing,
 * once after each start.
 */
@ApplicationScoped
public class ServerCheck {
    private static final Logger LOG = Logger.getLogger(ServerCheck.class.getName());

    /** For files, the database, Redis and the server itself. */
    private static final int OTHER_DESCRIPTORS = 1_000;

    /** The start of a server waits for other applications, too. */
    private static final int MOST_SECONDS = 600;

    private Configuration configuration;
    private ManagementBeans beans;
    private List<ServerConfiguration> servers;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private volatile boolean stopped;

    /** For the container's proxies. */
    protected ServerCheck() {}

    @Inject
    ServerCheck(Configuration configuration) {
        this(
                configuration,
                new ManagementBeans(ManagementFactory.getPlatformMBeanServer()),
                List.of(
                        new WildFlyConfiguration(ManagementFactory.getPlatformMBeanServer()),
                        PayaraConfiguration.ofThisServer()));
    }

    ServerCheck(Configuration configuration, ManagementBeans beans, List<ServerConfiguration> servers) {
        this.configuration = configuration;
        this.beans = beans;
        this.servers = servers;
    }

    /** Begins to wait until the server has started, and then checks it. Does not block. */
    public void start() {
        lookIn(1);
    }

    private void lookIn(int seconds) {
        scheduler.schedule(() -> look(seconds), 1, TimeUnit.SECONDS);
    }

    /** @param waited seconds since the application began to start */
    private void look(int waited) {
        if (stopped) {
            return;
        }
        if (waited < MOST_SECONDS && !isReadable()) {
            lookIn(waited + 1);
        } else {
            run();
        }
    }

    private boolean isReadable() {
        try {
            return server().map(ServerConfiguration::isReadable).orElse(true);
        } catch (RuntimeException unreadable) {
            return true; // said by the check itself
        }
    }

    private Optional<ServerConfiguration> server() {
        return servers.stream().filter(ServerConfiguration::isPresent).findFirst();
    }

    /** Logs one record: what is missing, or that nothing is, or that this cannot be found out. */
    void run() {
        try {
            Optional<ServerConfiguration> server = server();
            String script =
                    server.map(known -> "server-config/" + known.script()).orElse("the scripts in server-config");
            List<String> findings = findings(server);
            if (!findings.isEmpty()) {
                LOG.log(
                        Level.WARNING,
                        "this server can be stopped or entered by strangers more easily than it must: {0}; run {1}"
                                + " (docs/operations.md)",
                        new Object[] {String.join("; ", findings), script});
            } else if (server.isPresent()) {
                LOG.info(() -> "the server is configured as " + script + " does it");
            } else {
                LOG.info("this kind of server is not known, and only its JVM has been checked");
            }
        } catch (RuntimeException unreadable) { // the scheduler would keep it to itself
            LOG.log(Level.WARNING, unreadable, () -> "the configuration of the server cannot be checked");
        }
    }

    List<String> findings() {
        return findings(server());
    }

    private List<String> findings(Optional<ServerConfiguration> server) {
        List<String> findings = new ArrayList<>();
        if (beans.option("ExitOnOutOfMemoryError").filter("false"::equals).isPresent()) {
            findings.add("it would go on without memory (JAVA_OPTS lacks -XX:+ExitOnOutOfMemoryError)");
        }
        long connections = configuration.get(RequestSettings.HTTP_CONNECTIONS);
        Optional<Long> descriptors = descriptors();
        if (descriptors.filter(most -> most < connections + OTHER_DESCRIPTORS).isPresent()) {
            findings.add("it may open " + descriptors.get() + " files (ulimit -n), which is too few for " + connections
                    + " connections (" + RequestSettings.HTTP_CONNECTIONS.name() + ")");
        }
        server.ifPresent(known -> findings.addAll(known.findings()));
        return findings;
    }

    /** Empty where the operating system has no such limit. */
    private Optional<Long> descriptors() {
        try {
            return beans.attribute("java.lang:type=OperatingSystem", "MaxFileDescriptorCount")
                    .filter(Number.class::isInstance)
                    .map(Number.class::cast)
                    .map(Number::longValue);
        } catch (UnreadableException unknown) {
            LOG.log(Level.FINE, "the limit of open files cannot be read", unknown);
            return Optional.empty();
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
