package org.heliograph.chaos.reader;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket. */
final class WebSocketConnection extends ReaderConnection {
    private static final int FINAL = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final byte[] NORMAL = {3, (byte) 0xE8};

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    private final String ping;

    /** Opens it. @param ping the text frame that keeps the connection alive, besides PONG frames */
    WebSocketConnection(int port, int receiveBuffer, String path, String ping) throws IOException {
        this.ping = ping;
        open(
                port,
                receiveBuffer,
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                101);
    }

    /** Sends a text frame. @return this connection */
    WebSocketConnection sendText(String text) throws IOException {
        frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void frame(int kind, byte[] body) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(body.length + 8).put((byte) (FINAL | kind));
        if (body.length < SHORT) {
            frame.put((byte) (MASKED | body.length));
        } else {
            frame.put((byte) (MASKED | SHORT)).putShort((short) body.length);
        }
        // a mask of zeros leaves the payload as it is
        frame.putInt(0).put(body);
        out().write(frame.array(), 0, frame.position());
    }

    @Override
    String next() throws IOException {
        for (int first = first(); first >= 0; first = first()) {
            byte[] body = new byte[length()];
            in().readFully(body);
            switch (first & 0xF) {
                case CLOSE -> throw new EOFException("closed " + (body.length < 2 ? "" : code(body)));
                case PING -> frame(PONG, body);
                case PONG -> {
                    // only proves liveness
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
        }
        return null;
    }

    private static int code(byte[] body) {
        return ByteBuffer.wrap(body).getShort();
    }

    private int length() throws IOException {
        int length = in().readUnsignedByte();
        if (length < SHORT) {
            return length;
        }
        return length == SHORT ? in().readUnsignedShort() : (int) in().readLong();
    }

    @Override
    void ping() throws IOException {
        sendText(ping);
    }

    @Override
    void closeGracefully() throws IOException {
        frame(CLOSE, NORMAL);
        close();
    }
}
