package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts a copy of the Payara domain that the build configures with {@code server-config/payara}. */
final class PayaraServer implements ServerKind {
    private static final int HTTP = 8080;
    private static final int ADMIN = 4848;
    /** Says that the build has made the domain. */
    private static final String MARK = "domain-is-made";

    private static final Duration MADE = Duration.ofMinutes(3);

    private static final String LISTENER =
            "set configs.config.server-config.network-config.network-listeners.network-listener.";

    /** In the log when an application that was deployed before fails; a new one that fails leaves a file. */
    private static final String NOT_LOADED = "Exception while loading the app";

    private final Path home = Path.of(System.getProperty("heliograph.server.home", "target/payara6"))
            .toAbsolutePath();
    private final Path war =
            Path.of(System.getProperty("heliograph.war", "target/ROOT.war")).toAbsolutePath();

    @Override
    public ServerInstance start(String name, Path folder, Map<String, String> environment) throws IOException {
        Path domain = folder.resolve("domain");
        Path autodeploy = domain.resolve("autodeploy");
        if (!Files.exists(domain)) {
            await("the domain, see target/payara-domain.log")
                    .atMost(MADE)
                    .until(() -> Files.exists(home.resolve(MARK)));
            Folders.copy(home.resolve("glassfish/domains/heliograph"), domain);
            Folders.delete(domain.resolve("logs"));
            Files.createDirectories(autodeploy);
            Files.copy(war, autodeploy.resolve("ROOT.war"), StandardCopyOption.REPLACE_EXISTING);
        }
        int offset = Ports.offset(HTTP, ADMIN);
        Path commands = Files.write(
                folder.resolve("ports.asadmin"),
                List.of(
                        LISTENER + "http-listener-1.port=" + (HTTP + offset),
                        LISTENER + "admin-listener.port=" + (ADMIN + offset)));
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        home.resolve("bin/asadmin").toString(),
                        "start-domain",
                        "--verbose",
                        "--domaindir=" + folder,
                        "--prebootcommandfile=" + commands,
                        "domain"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        builder.environment().putIfAbsent("HELIOGRAPH_NODE_NAME", name);
        // the demo cannot know the port
        builder.environment().putIfAbsent("HELIOGRAPH_DEMO_URL", "http://127.0.0.1:" + (HTTP + offset));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        Path failed = autodeploy.resolve("ROOT.war_deployFailed");
        long before = log.toFile().length();
        return new ShellServer(
                builder.start(),
                HTTP + offset,
                log,
                () -> Files.exists(failed) || since(before, log).contains(NOT_LOADED));
    }

    private static String since(long before, Path log) {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(before);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
