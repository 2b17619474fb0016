package org.heliograph.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A server process started by a shell script.
 *
 * @param shell  the script; it ends when the server does
 * @param failed whether the deployment has failed
 */
record ShellServer(Process shell, int port, Path log, BooleanSupplier failed) implements ServerInstance {
    private static final long PATIENCE_SECONDS = 45;

    @Override
    public long pid() {
        return shell.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    @Override
    public boolean alive() {
        return shell.isAlive() && !failed.getAsBoolean();
    }

    @Override
    public void stop() {
        List<ProcessHandle> servers = shell.descendants().toList();
        servers.forEach(ProcessHandle::destroy);
        if (!ended(servers)) {
            kill();
        }
    }

    @Override
    public void suspend(boolean suspended) {
        shell.descendants().forEach(server -> signal(suspended ? "-STOP" : "-CONT", server.pid()));
    }

    private static void signal(String name, long pid) {
        try {
            new ProcessBuilder("kill", name, "" + pid).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        List<ProcessHandle> servers = shell.descendants().toList();
        servers.forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
        ended(servers);
    }

    private boolean ended(List<ProcessHandle> servers) {
        try {
            for (ProcessHandle server : servers) {
                server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
