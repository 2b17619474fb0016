package org.heliograph.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.heliograph.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Connections that hold a place and ask for nothing: the server ends them by time. Takes most of a minute, so it is part of the long attacks
 * ({@code -Dattack.scale=20}, CONTRIBUTING.md).
 */
@EnabledIfSystemProperty(named = "attack.scale", matches = "[0-9]{2,}")
class IdleConnectionAttackIT {
    private static final int CONNECTIONS = 200;
    /** 30 s for a connection without a request, 15 s for headers. */
    private static final int IDLE_MILLIS = 50_000;

    private static final int HEADERS_MILLIS = 40_000;

    private final Attacker attacker = new Attacker(Server.shared());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end() {
        timer.shutdownNow();
        attacker.close();
    }

    @Test
    void connectionsWithoutARequestAreClosed() throws IOException {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(attacker.connect());
            idle.add(answered());
        }

        assertAllEnd(idle, IDLE_MILLIS);
    }

    /** A connection that has had an answer and asks for no more. */
    private Socket answered() throws IOException {
        Socket socket = attacker.send("GET /health/live HTTP/1.1", "");
        assertThat((char) socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    @Test
    @DisabledIfSystemProperty( // Payara does not bound the time of the headers
            named = "heliograph.server",
            matches = "payara",
            disabledReason =
                    "Payara bounds the pause between two bytes, not the time of the headers (docs/hardening.md).")
    void headersThatTrickleAreCut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = attacker.connect();
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nX-A: ".getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        timer.scheduleWithFixedDelay(
                () -> slow.forEach(IdleConnectionAttackIT::trickle), 500, 500, TimeUnit.MILLISECONDS);

        assertAllEnd(slow, HEADERS_MILLIS);
    }

    private static void trickle(Socket socket) {
        try {
            socket.getOutputStream().write('a');
        } catch (IOException closed) {
            // by the server, as it should
        }
    }

    private static void assertAllEnd(List<Socket> sockets, int millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Socket socket : sockets) {
            int left = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
            assertThat(Attacker.readToEnd(socket, left)).isNotNull();
        }
    }
}
