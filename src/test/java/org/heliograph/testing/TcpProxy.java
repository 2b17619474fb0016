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

/** A line to a server on this machine, on which a test does what networks do: it slows it down, or lets nothing through. */
public final class TcpProxy implements AutoCloseable {
    private static final int PIECE = 65_536;

    /** Decides about a new connection by its first bytes. */
    @FunctionalInterface
    public interface Gate {
        /**
         * Whether it gets through.
         *
         * @param near where it comes from
         * @param first what comes from there; whoever looks at it resets it to its mark
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

    /** A line to a port of this machine. */
    public static TcpProxy to(int port) {
        return to(port, (near, first) -> true);
    }

    /** A line with a gate at its near end. */
    public static TcpProxy to(int port, Gate gate) {
        try {
            TcpProxy wire = new TcpProxy(new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1")), port, gate);
            inBackground(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port of its near end. */
    public int port() {
        return entry.getLocalPort();
    }

    /** Lets each piece of bytes, in either direction, wait for so long before it comes through. */
    public void slow(Duration each) {
        synchronized (change) {
            delay = each;
        }
    }

    /** Lets nothing through and closes nothing, as if a cable had been pulled. */
    public void hold() {
        synchronized (change) {
            held = true;
        }
    }

    /** Lets everything through again, what was held as well, and at full speed. */
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

    /** Closes one end; whoever reads there is told. */
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

    /** Carries bytes until either end is gone, and takes the other with it. */
    private void carry(InputStream from, Socket to, Socket back) {
        try {
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int length = read(from, piece); length >= 0; length = read(from, piece)) {
                pass();
                out.write(piece, 0, length);
            }
            // the end, too, is something that comes through
            pass();
        } catch (IOException | InterruptedException gone) {
            // the other side is told below
        } finally {
            end(to);
            end(back);
            sockets.removeAll(Set.of(to, back));
        }
    }

    /** @return how much, or -1 at the end, which a reset is as well */
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

    /** For how many milliseconds more a piece is late that came at that moment. */
    private long left(long beganNanos) {
        return delay.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
    }

    private static void inBackground(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException ended) {
                        // by its own close, or because the server is gone
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
