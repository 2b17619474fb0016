package org.heliograph.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application on a running server: undeployed and deployed again by its deployment scanner, and what the JVM has of it. */
public final class Deployment {
    private static final Duration SCANNED = Duration.ofSeconds(120);
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final int BOUND_SECONDS = 60;
    private static final String WAR = "ROOT.war";

    private final Server server;
    private final Path folder;
    private final boolean payara;

    /** @param folder that of the server's instance */
    Deployment(Server server, Path folder) {
        this.server = server;
        payara = Files.exists(folder.resolve("domain"));
        this.folder = folder.resolve(payara ? "domain/autodeploy" : "standalone/deployments");
    }

    /** The file by which the scanner says that it has done something. */
    private Path mark(String state) {
        return folder.resolve(WAR + (payara ? "_" : ".") + state);
    }

    public boolean isOnPayara() {
        return payara;
    }

    /** Undeploys the application, and waits until the server says that it has. */
    public void remove() {
        try {
            Files.delete(payara ? folder.resolve(WAR) : mark("deployed"));
            await("undeployed").atMost(SCANNED).until(() -> Files.exists(mark("undeployed")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deploys it again, and waits until it is ready. */
    public void add() {
        try {
            if (payara) {
                Path copy = folder.resolveSibling(WAR);
                Files.copy(Path.of(System.getProperty("heliograph.war", "target/ROOT.war")), copy);
                // at once, for the scanner
                Files.move(copy, folder.resolve(WAR));
            } else {
                Files.writeString(mark("dodeploy"), WAR);
            }
            await("deployed").atMost(SCANNED).until(() -> Files.exists(mark("deployed")));
            ReadinessCheck.await(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The threads of the server that run code of the application or have a name of it, each with its stack. */
    public List<String> threads() {
        return Arrays.stream(jcmd("Thread.print").split("\n\n"))
                .filter(thread -> thread.contains("org.heliograph.") || thread.contains("\"heliograph-"))
                .toList();
    }

    /** What keeps the class loaders of earlier deployments of the application, other than the stacks of waiting threads of the server. */
    public List<String> keepersOfEarlierClassLoaders() {
        try {
            Path directory = Files.createTempDirectory("heap");
            try {
                Path dump = directory.resolve("heap.hprof");
                jcmd("GC.heap_dump", dump.toString());
                return HeapDump.read(dump).waysToEarlierLoadersOf("org.heliograph.hub.SessionRegistry");
            } finally {
                Folders.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String jcmd(String... command) {
        try {
            Path output = Files.createTempFile("jcmd", ".txt");
            try {
                Process jcmd = new ProcessBuilder(
                                Stream.concat(Stream.of(JCMD.toString(), "" + server.pid()), Stream.of(command))
                                        .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!jcmd.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                    jcmd.destroyForcibly();
                    throw new IllegalStateException("jcmd " + command[0] + " has not ended");
                }
                return Files.readString(output, StandardCharsets.UTF_8);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
