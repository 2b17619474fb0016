package org.heliograph.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.heliograph.testing.Server;

/** One client with an address of its own on loopback, which sends what it likes and as slowly as it likes. */
final class Attacker implements AutoCloseable {
    /** Another address than that of the good clients; Linux has all of 127.0.0.0/8. */
    private static final String ADDRESS = "127.0.0.66";

    private static final int CONNECT_MILLIS = 30_000;
    private static final int CONTINUATION = 0x00;
    private static final int TEXT = 0x01;
    private static final int CLOSE = 0x08;
    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;

    private final Server server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    Attacker(Server server) {
        this.server = server;
    }

    /** A new connection. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()), CONNECT_MILLIS);
        sockets.add(socket);
        return socket;
    }

    /** Sends the beginning of a request. */
    Socket send(String head, String beginningOfBody) throws IOException {
        Socket socket = connect();
        socket.getOutputStream()
                .write((head.replace("\n", "\r\n") + "\r\nHost: 127.0.0.1\r\n\r\n" + beginningOfBody)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** A whole exchange on a connection of its own. @return the status line and what was read with it */
    String exchange(String head, String body) throws IOException {
        try (Socket socket = send(head + "\nConnection: close\nContent-Length: " + body.length(), body)) {
            socket.setSoTimeout(CONNECT_MILLIS);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            sockets.removeIf(Socket::isClosed);
        }
    }

    /** Opens a WebSocket without a token. */
    Socket webSocket(String path) throws IOException {
        Socket socket = send(
                "GET " + path + " HTTP/1.1\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13"
                        + "\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "");
        socket.setSoTimeout(CONNECT_MILLIS);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head.toString());
        }
        return socket;
    }

    /** A part of a text message. @param first whether it begins it @param last whether it ends it */
    static byte[] frame(String text, boolean first, boolean last) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return frame(payload, payload.length, first, last);
    }

    /** A frame that says it has more bytes than are sent. */
    static byte[] frame(byte[] payload, int announced, boolean first, boolean last) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? FIN : 0) | (first ? TEXT : CONTINUATION));
        if (announced < 126) {
            frame.write(MASKED | announced);
        } else if (announced < 1 << 16) {
            frame.write(MASKED | 126);
            frame.write(announced >> 8);
            frame.write(announced);
        } else {
            frame.write(MASKED | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) announced >> shift));
            }
        }
        // a mask of zeros
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Reads until the server closes the connection. @return what it sent, or null when it is open after a time */
    static String readToEnd(Socket socket, int millis) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout(millis);
            InputStream in = socket.getInputStream();
            byte[] part = new byte[4096];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                read.write(part, 0, n);
            }
        } catch (SocketTimeoutException open) {
            return null;
        } catch (IOException reset) {
            // it is closed
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads frames of a WebSocket until the server closes it. @return the close code; 1006 without one, and 0 when it is open after a time */
    static int closeCode(Socket socket, int millis) {
        try {
            socket.setSoTimeout(millis);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int kind = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte();
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
                byte[] payload = in.readNBytes(length);
                if (kind == CLOSE) {
                    return (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
                }
            }
        } catch (SocketTimeoutException open) {
            return 0;
        } catch (IOException ended) {
            return 1006;
        }
    }

    /** All its connections. */
    List<Socket> sockets() {
        return new ArrayList<>(sockets);
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        sockets.clear();
    }
}
