package org.heliograph.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends requests byte by byte as given, which HTTP clients refuse to do. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Server server;

    public RawHttp(Server server) {
        this.server = server;
    }

    /** A response. @param head status line and headers @param ended whether the server ended the response */
    public record Response(String head, String body, boolean ended) {
        public int status() {
            String[] words = head.split(" ", 3);
            return words.length < 2 ? 0 : Integer.parseInt(words[1]);
        }

        /** A header; empty without it. */
        public String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * Sends a request and reads the response until the server closes the connection.
     *
     * @param target path and query as they are to be sent, in UTF-8
     * @param body   null for none
     */
    public Response send(String method, String target, byte[] body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Connection: close"));
        boolean host = false;
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i] + ": " + headers[i + 1]);
            host |= headers[i].equals("Host");
        }
        if (!host) {
            lines.add("Host: 127.0.0.1:" + server.port());
        }
        if (body != null) {
            lines.add("Content-Length: " + body.length);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            request.writeBytes(body);
        }
        return exchange(request.toByteArray());
    }

    private Response exchange(byte[] request) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        boolean ended = false;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            byte[] part = new byte[8192];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                received.write(part, 0, n);
            }
            ended = true;
        } catch (java.net.SocketTimeoutException open) {
            // the response has not ended
        } catch (IOException reset) {
            if (received.size() == 0) {
                throw new UncheckedIOException(reset);
            }
            ended = true;
        }
        String text = received.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        return end < 0
                ? new Response(text, "", ended)
                : new Response(text.substring(0, end), unchunked(text, end + 4), ended);
    }

    private static String unchunked(String text, int from) {
        String body = text.substring(from);
        if (!text.substring(0, from).toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            return body;
        }
        StringBuilder joined = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            int line = body.indexOf("\r\n", at);
            int length =
                    line < 0 ? 0 : Integer.parseInt(body.substring(at, line).strip(), 16);
            if (length == 0) {
                break;
            }
            byte[] rest = body.substring(line + 2).getBytes(StandardCharsets.UTF_8);
            String chunk = new String(rest, 0, Math.min(length, rest.length), StandardCharsets.UTF_8);
            joined.append(chunk);
            at = line + 2 + chunk.length() + 2;
        }
        return joined.toString();
    }
}
