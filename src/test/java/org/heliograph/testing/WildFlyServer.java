package org.heliograph.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts the WildFly that the build provisions, with a copy of its {@code standalone} folder. */
final class WildFlyServer implements ServerKind {
    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final String JVM = "-Xms300m -Xmn150m -Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
            // a start loads 25,000 classes, which the compiler has made; room for them, which grows only by full
            // collections
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote -XX:MetaspaceSize=256m"
            + " -Djboss.modules.system.pkgs=org.jboss.byteman -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true"
            // a zone with daylight saving time, where one hour repeats
            + " -Duser.timezone=Europe/Berlin";

    /** Halves the start time. */
    private static final String QUICK_START = " -XX:TieredStopAtLevel=1";

    /**
     * Raises the thresholds of the optimising compiler tenfold: a start takes a third less, and the hashing of
     * passwords, the main work of servers that run long, stays as fast.
     */
    private static final String LONG_LIFE = " -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000"
            + " -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000";

    /** Whether all servers live for an hour, so that the JVM's own thresholds and a larger heap pay. */
    private static final boolean OPTIMIZED = Boolean.getBoolean("heliograph.server.optimized");

    private static final Set<String> LIVE_LONG = Set.of(Server.SHARED, ShortIntervalServer.NAME, "signin");

    private final Path home = Path.of(System.getProperty("heliograph.server.home", "target/server"))
            .toAbsolutePath();
    private final Path war =
            Path.of(System.getProperty("heliograph.war", "target/ROOT.war")).toAbsolutePath();

    @Override
    public ServerInstance start(String name, Path folder, Map<String, String> environment) throws IOException {
        Path base = folder.resolve("standalone");
        if (!Files.exists(base)) {
            Folders.copy(home.resolve("standalone"), base);
            Folders.delete(base.resolve("log"));
        }
        Path deployments = base.resolve("deployments");
        Files.deleteIfExists(deployments.resolve("ROOT.war.failed"));
        Path deployed = Path.of(environment.getOrDefault(Server.WAR, war.toString()));
        Files.copy(deployed, deployments.resolve("ROOT.war"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(deployments.resolve("ROOT.war.dodeploy"), "ROOT.war");

        int offset = Ports.offset(HTTP, MANAGEMENT);
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        home.resolve("bin/standalone.sh").toString(),
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.socket.binding.port-offset=" + offset,
                        "-Djboss.node.name=" + name,
                        "-Djboss.tx.node.id=" + name))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", JVM + compiler(name));
        Path failed = deployments.resolve("ROOT.war.failed");
        return new ShellServer(builder.start(), HTTP + offset, log, () -> Files.exists(failed));
    }

    /** How much of its code the JVM compiles well, and in long runs its heap. */
    private static String compiler(String name) {
        if (OPTIMIZED) {
            return " -Xmx1g";
        }
        return LIVE_LONG.contains(name) ? LONG_LIFE : QUICK_START;
    }
}
