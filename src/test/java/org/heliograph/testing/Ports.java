package org.heliograph.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports on loopback, below those of outgoing connections. */
final class Ports {
    private static final int FIRST = 11_000;
    private static final int LAST = 21_000;
    private static final int ATTEMPTS = 100;

    private Ports() {}

    /** An offset that makes each of the given ports a free one. */
    static int offset(int... ports) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int offset = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (allFree(offset, ports)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports");
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
