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
import java.util.function.IntSupplier;

/** A TCP proxy to a port of this machine. It can delay or stop traffic. */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER_SIZE = 65_536;

    /** Accepts or refuses a connection by its first bytes. */
    @FunctionalInterface
    public interface ConnectionFilter {
        /**
         * Whether to accept the connection.
         *
         * @param client the client's socket
         * @param first its input; an implementation that reads it must reset it to its mark
         */
        boolean accepts(Socket client, InputStream first) throws IOException;
    }

    private final ServerSocket listener;
    private final IntSupplier target;
    private final ConnectionFilter filter;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private boolean stopped;
    private Duration delay = Duration.ZERO;

    private TcpProxy(ServerSocket listener, IntSupplier target, ConnectionFilter filter) {
        this.listener = listener;
        this.target = target;
        this.filter = filter;
    }

    /** Starts a proxy to a port of this machine. */
    public static TcpProxy to(int port) {
        return to(port, (client, first) -> true);
    }

    /** Starts a proxy with a filter for new connections. */
    public static TcpProxy to(int port, ConnectionFilter filter) {
        return to(() -> port, filter);
    }

    /** Starts a proxy that asks for each connection to which port of this machine it leads. */
    public static TcpProxy to(IntSupplier port) {
        return to(port, (client, first) -> true);
    }

    private static TcpProxy to(IntSupplier port, ConnectionFilter filter) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1")), port, filter);
            inBackground(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on which it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Whether it forwards no connection now. */
    public boolean isIdle() {
        return sockets.isEmpty();
    }

    /** Delays each piece of bytes in both directions. */
    public void delay(Duration each) {
        synchronized (change) {
            delay = each;
        }
    }

    /** Stops forwarding without closing connections, as a pulled cable does. */
    public void stopForwarding() {
        synchronized (change) {
            stopped = true;
        }
    }

    /** Closes all connections on both sides without forwarding what is held. New ones are forwarded as before. */
    public void cut() {
        sockets.forEach(TcpProxy::closeQuietly);
    }

    /** Forwards everything again without delay, including held bytes. */
    public void restore() {
        synchronized (change) {
            delay = Duration.ZERO;
            stopped = false;
            change.notifyAll();
        }
    }

    @Override
    public void close() {
        closeQuietly(listener);
        sockets.forEach(TcpProxy::closeQuietly);
        restore();
    }

    /** Closes a socket without failing. */
    public static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // as wanted
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            inBackground(() -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        sockets.add(client);
        client.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER_SIZE);
        try {
            if (!filter.accepts(client, in)) {
                return;
            }
            Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target.getAsInt());
            server.setTcpNoDelay(true);
            sockets.add(server);
            inBackground(() -> forward(server.getInputStream(), client, server));
            forward(in, server, client);
        } finally {
            closeQuietly(client);
            sockets.remove(client);
        }
    }

    /** Forwards bytes until either side closes, then closes the other. */
    private void forward(InputStream from, Socket to, Socket back) {
        try {
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_SIZE];
            for (int length = read(from, buffer); length >= 0; length = read(from, buffer)) {
                awaitForwarding();
                out.write(buffer, 0, length);
            }
            // the end of the stream is delayed or held like data
            awaitForwarding();
        } catch (IOException | InterruptedException gone) {
            // the other side is closed below
        } finally {
            closeQuietly(to);
            closeQuietly(back);
            sockets.removeAll(Set.of(to, back));
        }
    }

    /** @return the number of bytes, or -1 at the end or after a reset */
    private static int read(InputStream from, byte[] buffer) {
        try {
            return from.read(buffer);
        } catch (IOException reset) {
            return -1;
        }
    }

    private void awaitForwarding() throws InterruptedException {
        long began = System.nanoTime();
        synchronized (change) {
            for (long remainingMillis = remainingMillis(began);
                    stopped || remainingMillis > 0;
                    remainingMillis = remainingMillis(began)) {
                change.wait(stopped ? 0 : remainingMillis);
            }
        }
    }

    /** The remaining delay in milliseconds of a piece received at that time. */
    private long remainingMillis(long beganNanos) {
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
                "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }
}
