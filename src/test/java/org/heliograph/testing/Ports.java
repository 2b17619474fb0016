package org.heliograph.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports on loopback, below those of outgoing connections.
 *
 * <p>A port is used long after it was found free: a server binds it seconds later, and a database or proxy returns to it
 * after a restart. So each choice is claimed for all test processes of this machine, until this process ends, by a listener
 * on a port that stands for the choice.
 */
public final class Ports {
    private static final int FIRST_OFFSET = 11_000;
    private static final int OFFSETS = 1_400;

    /** The ports of a server differ by no multiple of it, so no two offsets lead to one port. */
    private static final int STEP = 7;

    private static final int FIRST_PORT = 12_000;
    private static final int PORTS = 1_000;

    /** Claims of offsets, then those of ports. */
    private static final int FIRST_CLAIM = 2_000;

    private static final int ATTEMPTS = 100;
    private static final List<ServerSocket> CLAIMS = new ArrayList<>();

    private Ports() {}

    /** A free port that no other call and no other test process gets. */
    public static synchronized int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int choice = ThreadLocalRandom.current().nextInt(PORTS);
            if (claim(OFFSETS + choice) && allFree(FIRST_PORT, choice)) {
                return FIRST_PORT + choice;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    /** An offset that makes each of the given ports a free one that no other call and no other test process gets. */
    static synchronized int offset(int... ports) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int choice = ThreadLocalRandom.current().nextInt(OFFSETS);
            int offset = FIRST_OFFSET + STEP * choice;
            if (claim(choice) && allFree(offset, ports)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean claim(int choice) {
        try {
            CLAIMS.add(new ServerSocket(FIRST_CLAIM + choice, 1, InetAddress.getLoopbackAddress()));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static boolean allFree(int offset, int... ports) {
        for (int port : ports) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port + offset));
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
