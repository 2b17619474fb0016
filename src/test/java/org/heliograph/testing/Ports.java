package org.heliograph.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds room on the loopback interface, below the ports that outgoing connections take. */
final class Ports {
    private static final int FIRST = 11_000;
    private static final int LAST = 21_000;
    private static final int ATTEMPTS = 100;

    private Ports() {}

    /** A number which, added to each of the given ports, gives one that is free at this moment. */
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
