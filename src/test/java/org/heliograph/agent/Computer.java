package org.heliograph.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Server;

/**
 * A bare machine on which the agent is run: a shell, curl, what POSIX says is everywhere, and nothing else. Its curl notes
 * the arguments it is called with, which every process of a machine can read.
 */
final class Computer implements AutoCloseable {
    private static final List<String> TOOLS =
            List.of("sh", "cat", "cut", "date", "id", "mkdir", "rm", "sed", "sleep", "tail", "tr", "uname");
    private static final long PATIENCE_SECONDS = 30;

    private final Server server;
    private final Path folder;

    /** How a command ended, and all that it said. */
    record Run(int exit, String output) {}

    Computer(Server server) {
        this.server = server;
        try {
            Path all = Path.of(System.getProperty("heliograph.it.dir", "target/it"), "computers");
            folder = Files.createTempDirectory(Files.createDirectories(all.toAbsolutePath()), "a computer ");
            Path bin = Files.createDirectory(folder.resolve("bin"));
            for (String tool : TOOLS) {
                Files.createSymbolicLink(bin.resolve(tool), Curl.find(tool).orElseThrow());
            }
            Path curl = Files.writeString(
                    bin.resolve("curl"),
                    "#!/bin/sh\nprintf '%s\\n' \"$*\" >>'" + folder.resolve("curl.log") + "'\nexec "
                            + Curl.find("curl").orElseThrow() + " \"$@\"\n");
            Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types what the documentation says: {@code curl … | sh -s -- <arguments>}, with a state folder of this machine's. */
    Run agent(String... arguments) {
        return finish(start(arguments));
    }

    /** The same, not waited for. */
    Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "curl -fsS " + server.uri("/agent.sh") + " >\"$0\"/served; exec sh -s -- \"$@\" <\"$0\"/served"));
        command.add(folder.toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--state", state().toString()));
        return begin(command);
    }

    /** Types a line of shell; {@code $0} is the machine's folder. */
    Run shell(String line) {
        return finish(begin(List.of("sh", "-c", line, folder.toString())));
    }

    private Process begin(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin").toString());
        builder.environment().put("HOME", folder.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Run finish(Process process) {
        try {
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + output);
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
        return folder.resolve("state of agent");
    }

    /** The process that "up" left running. */
    ProcessHandle left() {
        return find().orElseThrow();
    }

    private Optional<ProcessHandle> find() {
        Path file = state().resolve("agent.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(read(file).lines().findFirst().orElseThrow()))
                : Optional.empty();
    }

    /** All arguments of every call of curl. */
    String curlArguments() {
        return read(folder.resolve("curl.log"));
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
    }
}
