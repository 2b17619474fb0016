package org.heliograph.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.heliograph.testing.Server;

/**
 * A host on which the agent runs, with a shell, curl and POSIX utilities only. Its curl logs its arguments, which every
 * local process can read.
 */
final class AgentHost implements AutoCloseable {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cut",
            "date",
            "id",
            "ls",
            "mkdir",
            "mv",
            "rm",
            "sed",
            "sha256sum",
            "sleep",
            "tail",
            "tr",
            "uname");
    /** Lines of the agent's configuration. */
    static final int MACHINE_ID = 1;

    static final int SERVER = 3;
    static final int INTERVAL = 4;
    static final int HOST_ID = 7;

    private static final long TIMEOUT_SECONDS = 60;

    private static final Path HOME = Path.of(System.getProperty("user.home"));

    /** Logs its arguments, and the arguments of the shell that calls it with the key that it would inherit. */
    private static final String CURL = """
            #!/bin/sh
            printf '%%s\\n' "$*" >>'%1$s/curl.log'
            printf '%%s <- %%s <- %%s\\n' "$*" "$(tr '\\0' ' ' </proc/$PPID/cmdline)" "${HELIOGRAPH_AUTH_KEY:-}" >>'%1$s/callers.log'
            case $* in *"/agent.sh -o "*) [ -e '%1$s/foreign' ] && shift 4 && exec cat '%1$s/foreign' >"$2" ;; esac
            exec %2$s "$@"
            """;

    private final Server server;
    private final Path directory;

    /** The exit code and output of a command. */
    record Run(int exit, String output) {}

    AgentHost(Server server) {
        this.server = server;
        try {
            directory = Files.createTempDirectory(hosts(), "a host ");
            Path bin = Files.createDirectory(directory.resolve("bin"));
            for (String tool : TOOLS) {
                Files.createSymbolicLink(bin.resolve(tool), Curl.find(tool).orElseThrow());
            }
            Path curl = Files.writeString(
                    bin.resolve("curl"),
                    CURL.formatted(directory, Curl.find("curl").orElseThrow()));
            Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below the build's folder, unless every user may write to that or to one above it; the agent refuses such places. */
    private static Path hosts() throws IOException {
        Path built = Path.of(System.getProperty("heliograph.it.dir", "target/it"), "hosts")
                .toAbsolutePath();
        return Files.createDirectories(isPrivate(built) ? built : HOME.resolve(".cache/heliograph-hosts"));
    }

    private static boolean isPrivate(Path path) throws IOException {
        for (Path one = path; one != null; one = one.getParent()) {
            if (Files.exists(one) && Files.getPosixFilePermissions(one).contains(PosixFilePermission.OTHERS_WRITE)) {
                return false;
            }
        }
        return true;
    }

    /** Runs the documented command {@code curl … | sh -s -- <arguments>} with this host's state directory. */
    Run agent(String... arguments) {
        return finish(start(arguments));
    }

    /** Starts the command of {@link #agent} without waiting for it. */
    Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "curl -fsS " + server.uri("/agent.sh") + " >\"$0\"/served; exec sh -s -- \"$@\" <\"$0\"/served"));
        command.add(directory.toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--state", state().toString()));
        return startProcess(command);
    }

    /** Copies the state directory of another host, as a clone of its disk has it. */
    void cloneStateOf(AgentHost other) {
        try (Stream<Path> files = Files.list(other.state())) {
            Files.createDirectory(state());
            for (Path file : files.toList()) {
                Files.copy(file, state().resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value of the agent's configuration, by its line from 0. */
    String configured(int line) {
        return read(state().resolve("agent.conf")).split("\n", -1)[line];
    }

    /** Replaces a value of the agent's configuration. */
    void configure(int line, String value) {
        String[] lines = read(state().resolve("agent.conf")).split("\n", -1);
        lines[line] = value;
        write(state().resolve("agent.conf"), String.join("\n", lines));
    }

    /** Runs a shell command; {@code $0} is the host's directory. */
    Run shell(String line) {
        return finish(startProcess(List.of("sh", "-c", line, directory.toString())));
    }

    private Process startProcess(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", directory.resolve("bin").toString());
        builder.environment().put("HOME", directory.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Run finish(Process process) {
        try {
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("timeout: " + output);
            }
            return new Run(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    Path state() {
        return directory.resolve("state of agent");
    }

    /** The background process of "up". */
    ProcessHandle backgroundProcess() {
        return find().orElseThrow();
    }

    /** The log of the background process. */
    String log() {
        return read(state().resolve("agent.log"));
    }

    private Optional<ProcessHandle> find() {
        Path file = state().resolve("agent.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(read(file).lines().findFirst().orElseThrow()))
                : Optional.empty();
    }

    /** The arguments of all calls of curl. */
    String curlArguments() {
        return read(directory.resolve("curl.log"));
    }

    /** The arguments of all calls of curl, each with those of its caller, and the auth key that its environment had. */
    String callers() {
        return read(directory.resolve("callers.log"));
    }

    /** Whoever downloads the agent's script to a file gets this text instead. */
    void replaceDownloads(String script) {
        write(directory.resolve("foreign"), script);
    }

    /** The folder of this host. */
    Path directory() {
        return directory;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        find().ifPresent(ProcessHandle::destroyForcibly);
        if (directory.startsWith(HOME.resolve(".cache"))) {
            delete(directory.toFile());
        }
    }

    /** The agent may still write there. */
    private static void delete(File file) {
        File[] children = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        for (File child : children == null ? new File[0] : children) {
            delete(child);
        }
        file.delete();
    }
}
