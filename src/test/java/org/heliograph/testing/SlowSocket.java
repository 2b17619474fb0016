package org.heliograph.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A WebSocket with a small receive buffer that reads only on request. */
public final class SlowSocket implements AutoCloseable {
    private static final int ROOM = 2_048;
    private static final int READING = 1 << 20;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;

    /** Opens it and reads only the handshake response. */
    public SlowSocket(Server server, String path) {
        try {
            socket.setReceiveBufferSize(ROOM);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            if (!head.toString().startsWith("HTTP/1.1 101 ")) {
                throw new AssertionError(head);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a PONG, as a slow screen does. */
    public void pong() {
        try {
            out.write(PONG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads text frames up to and including the first match. A peer that reads again has room for more than a stalled peer: with 2 KB the
     * system may send a few bytes for each probe of the closed window, for minutes.
     */
    public List<String> readUntil(Predicate<String> last) {
        List<String> texts = new ArrayList<>();
        try {
            socket.setReceiveBufferSize(READING);
            while (texts.isEmpty() || !last.test(texts.get(texts.size() - 1))) {
                int kind = in.readUnsignedByte();
                byte[] body = new byte[length()];
                in.readFully(body);
                if (kind == TEXT) {
                    texts.add(new String(body, StandardCharsets.UTF_8));
                } else if (kind == CLOSE) {
                    throw new EOFException("closed after " + texts.size() + " texts");
                }
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        if (length < 126) {
            return length;
        }
        return length == 126 ? in.readUnsignedShort() : (int) in.readLong();
    }

    /** Breaks the connection, as a network does: what the peer sends from now on fails. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
