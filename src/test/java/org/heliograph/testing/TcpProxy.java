package org.heliograph.testing;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A TCP proxy to a port of this machine. It can delay or stop traffic. */
public final class TcpProxy implements AutoCloseable {
    private static final int PIECE = 65_536;

    /** Accepts or refuses a connection by its first bytes. */
    @FunctionalInterface
    public interface Gate {
        /**
         * Whether to accept the connection.
         *
         * @param near the client's socket
         * @param first its input; an implementation that reads it must reset it to its mark
         */
        boolean admits(Socket near, InputStream first) throws IOException;
    }

    private final ServerSocket entry;
    private final int target;
    private final Gate gate;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private boolean held;
    private Duration delay = Duration.ZERO;

    private TcpProxy(ServerSocket entry, int target, Gate gate) {
        this.entry = entry;
        this.target = target;
        this.gate = gate;
    }

    /** Starts a proxy to a port of this machine. */
    public static TcpProxy to(int port) {
        return to(port, (near, first) -> true);
    }

    /** Starts a proxy with a filter for new connections. */
    public static TcpProxy to(int port, Gate gate) {
        try {
            TcpProxy wire = new TcpProxy(new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1")), port, gate);
            inBackground(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on which it listens. */
    public int port() {
        return entry.getLocalPort();
    }

    /** Delays each piece of bytes in both directions. */
    public void slow(Duration each) {
        synchronized (change) {
            delay = each;
        }
    }

    /** Stops forwarding without closing connections, as a pulled cable does. */
    public void hold() {
        synchronized (change) {
            held = true;
        }
    }

    /** Forwards everything again without delay, including held bytes. */
    public void mend() {
        synchronized (change) {
            delay = Duration.ZERO;
            held = false;
            change.notifyAll();
        }
    }

    @Override
    public void close() {
        end(entry);
        sockets.forEach(TcpProxy::end);
        mend();
    }

    /** Closes a socket without failing. */
    public static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // as wanted
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = entry.accept();
            inBackground(() -> connect(near));
        }
    }

    private void connect(Socket near) throws IOException {
        sockets.add(near);
        near.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(near.getInputStream(), PIECE);
        try {
            if (!gate.admits(near, in)) {
                return;
            }
            Socket far = new Socket(InetAddress.getByName("127.0.0.1"), target);
            far.setTcpNoDelay(true);
            sockets.add(far);
            inBackground(() -> carry(far.getInputStream(), near, far));
            carry(in, far, near);
        } finally {
            end(near);
            sockets.remove(near);
        }
    }

    /** Forwards bytes until either side closes, then closes the other. */
    private void carry(InputStream from, Socket to, Socket back) {
        try {
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int length = read(from, piece); length >= 0; length = read(from, piece)) {
                pass();
                out.write(piece, 0, length);
            }
            // the end of the stream is delayed or held like data
            pass();
        } catch (IOException | InterruptedException gone) {
            // the other side is closed below
        } finally {
            end(to);
            end(back);
            sockets.removeAll(Set.of(to, back));
        }
    }

    /** @return the number of bytes, or -1 at the end or after a reset */
    private static int read(InputStream from, byte[] piece) {
        try {
            return from.read(piece);
        } catch (IOException reset) {
            return -1;
        }
    }

    private void pass() throws InterruptedException {
        long began = System.nanoTime();
        synchronized (change) {
            for (long left = left(began); held || left > 0; left = left(began)) {
                change.wait(held ? 0 : left);
            }
        }
    }

    /** The remaining delay in milliseconds of a piece received at that time. */
    private long left(long beganNanos) {
        return delay.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
    }

    private static void inBackground(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException ended) {
                        // closed by the proxy or by the server
                    }
                },
                "wire");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }
}
