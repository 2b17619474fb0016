package org.heliograph.chaos.reader;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket without a library, so that it can stop reading wherever it is, and vanish in the middle of a frame. */
final class Wire implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int HANDSHAKE_MILLIS = 15_000;
    private static final int STEP_MILLIS = 500;
    private static final int FINAL = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    /**
     * Opens it.
     *
     * @param room bytes that the system may take for it before it reads; 0 for the usual
     * @throws IOException when nobody answers, or does so with anything but 101
     */
    Wire(int port, String path, int room) throws IOException {
        try {
            if (room > 0) {
                socket.setReceiveBufferSize(room);
            }
            socket.setSoTimeout(HANDSHAKE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
            out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            if (!head.toString().startsWith("HTTP/1.1 101 ")) {
                throw new IOException(head.substring(0, head.indexOf("\r\n")));
            }
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** Sends a text frame. */
    void send(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void frame(int kind, byte[] body) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(body.length + 8).put((byte) (FINAL | kind));
        if (body.length < SHORT) {
            frame.put((byte) (MASKED | body.length));
        } else {
            frame.put((byte) (MASKED | SHORT)).putShort((short) body.length);
        }
        // a mask of zeros changes nothing
        frame.putInt(0).put(body);
        out.write(frame.array(), 0, frame.position());
    }

    /** The next text; null when nothing has come for a while. @throws IOException when it has ended */
    String next() throws IOException {
        socket.setSoTimeout(STEP_MILLIS);
        int first;
        try {
            first = in.readUnsignedByte();
        } catch (SocketTimeoutException quiet) {
            return null;
        }
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        byte[] body = new byte[length()];
        in.readFully(body);
        switch (first & 0xF) {
            case CLOSE ->
                throw new EOFException("closed "
                        + (body.length < 2 ? "" : ByteBuffer.wrap(body).getShort()));
            case PING -> frame(PONG, body);
            case PONG -> {
                return next();
            }
            default -> {
                message.writeBytes(body);
                if ((first & FINAL) != 0) {
                    String text = message.toString(StandardCharsets.UTF_8);
                    message.reset();
                    return text;
                }
            }
        }
        return next();
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        if (length < SHORT) {
            return length;
        }
        return length == SHORT ? in.readUnsignedShort() : (int) in.readLong();
    }

    /** Takes some bytes of whatever comes next, which is most often less than a frame, and is gone. */
    void tear(int bytes) throws IOException {
        socket.setSoTimeout(STEP_MILLIS);
        try {
            in.skipNBytes(bytes);
        } catch (SocketTimeoutException quiet) {
            // then it goes between two frames
        }
        vanish();
    }

    /** Is gone from one moment to the other, with whatever was still to be read. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says goodbye, and does not wait for an answer. */
    void leave() throws IOException {
        frame(CLOSE, new byte[] {3, (byte) 0xE8});
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
