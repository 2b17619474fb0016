package org.heliograph.testing.browser;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.testing.Server;

/** A line between a browser and a server whose WebSockets can be cut, while requests go on. */
public final class Cable implements AutoCloseable {
    private static final List<String> SOCKET_REQUESTS = List.of("GET /api/realtime", "GET /ws");
    private static final int LONGEST_REQUEST = 17;

    private final ServerSocket entry;
    private final int target;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final Set<Socket> webSockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Cable(ServerSocket entry, int target) {
        this.entry = entry;
        this.target = target;
    }

    /** Lays a line to a server. */
    public static Cable to(Server server) {
        try {
            Cable cable = new Cable(new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1")), server.port());
            cable.inBackground(cable::accept);
            return cable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of its near end, for a browser. */
    public String origin() {
        return "http://127.0.0.1:" + entry.getLocalPort();
    }

    /** Breaks every WebSocket and lets none through. */
    public void cutSockets() {
        cut = true;
        webSockets.forEach(Cable::end);
    }

    /** Lets WebSockets through again. */
    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        end(entry);
        lines.forEach(Cable::end);
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = entry.accept();
            inBackground(() -> connect(near));
        }
    }

    private void connect(Socket near) throws IOException {
        lines.add(near);
        InputStream in = new BufferedInputStream(near.getInputStream());
        in.mark(LONGEST_REQUEST);
        String begin = new String(in.readNBytes(LONGEST_REQUEST), StandardCharsets.US_ASCII);
        boolean webSocket = SOCKET_REQUESTS.stream().anyMatch(begin::startsWith);
        in.reset();
        if (webSocket) {
            webSockets.add(near);
            if (cut) {
                end(near);
                return;
            }
        }
        Socket far = new Socket("127.0.0.1", target);
        lines.add(far);
        inBackground(() -> carry(far.getInputStream(), near, far));
        carry(in, far, near);
    }

    /** Carries bytes until either end is gone, and takes the other with it. */
    private void carry(InputStream from, Socket to, Socket back) {
        try {
            from.transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // the other side is told below
        } finally {
            end(to);
            end(back);
            lines.removeAll(Set.of(to, back));
            webSockets.removeAll(Set.of(to, back));
        }
    }

    private void inBackground(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException ended) {
                        // by its own close, or because the server is gone
                    }
                },
                "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Closeable line) {
        try {
            line.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private interface Task {
        void run() throws IOException;
    }
}
