package org.heliograph.chaos.reader;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A stream of server-sent events. */
final class SseConnection extends ReaderConnection {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String id;
    private String kind;
    private String data;

    /** Opens it and subscribes after a sequence. @param path the channel, with its organisation and a token */
    SseConnection(int port, int receiveBuffer, String path, String since) throws IOException {
        // an HTTP/1.0 response is not chunked
        open(
                port,
                receiveBuffer,
                "GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1:" + port + "\r\nLast-Event-ID: " + since + "\r\n",
                200);
    }

    @Override
    String next() throws IOException {
        for (int first = first(); first >= 0; first = first()) {
            String text = line(first);
            if (text.startsWith("id: ")) {
                id = text.substring(4);
            } else if (text.startsWith("event: ")) {
                kind = text.substring(7);
            } else if (text.startsWith("data: ")) {
                data = text.substring(6);
            } else if (text.isEmpty() && data != null) {
                return event();
            }
        }
        return null;
    }

    /** The rest of a line, within the read timeout. */
    private String line(int first) throws IOException {
        line.reset();
        for (int one = first; one != '\n'; one = in().readUnsignedByte()) {
            line.write(one);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** @throws AssertionError when the event's id would make a browser resume at a wrong position */
    private String event() throws IOException {
        String event = data;
        if (kind != null) {
            throw new EOFException(kind + " " + event);
        }
        if (event.startsWith("{\"type\":\"event\"")
                && !event.endsWith(",\"seq\":" + id.replaceFirst("@.*", "") + "}")) {
            throw new AssertionError(event + " has the id " + id);
        }
        id = null;
        data = null;
        return event;
    }

    @Override
    void ping() {
        // a stream has no client frames
    }

    @Override
    void closeGracefully() throws IOException {
        close();
    }
}
