package org.heliograph.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A server that a shell script started as its child.
 *
 * @param shell  the script; it ends when the server does
 * @param failed a file that exists once the deployment has failed
 */
record ShellServer(Process shell, int port, Path log, Path failed) implements ServerInstance {
    private static final long PATIENCE_SECONDS = 15;

    @Override
    public boolean alive() {
        return shell.isAlive() && !Files.exists(failed);
    }

    @Override
    public void stop() {
        shell.descendants().forEach(ProcessHandle::destroy);
        if (!ended()) {
            kill();
        }
    }

    @Override
    public void kill() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
        ended();
    }

    private boolean ended() {
        try {
            return shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
