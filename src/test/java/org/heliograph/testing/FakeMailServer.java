package org.heliograph.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on the loopback address that keeps what it takes. */
public final class FakeMailServer implements AutoCloseable {
    private final ServerSocket listener;
    private final SSLContext tls;
    private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile String refused = "nothing";
    private volatile boolean silent;
    private volatile boolean dripping;
    private volatile String recipientReply = "250 ok";

    /** @param tls offered as STARTTLS; null for none */
    public FakeMailServer(SSLContext tls) {
        this.tls = tls;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "mail server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Answers a command with 550 from now on. */
    public void refuse(String command) {
        refused = command;
    }

    /** Accepts connections and says nothing. */
    public void hang() {
        silent = true;
    }

    /** Begins an encrypted greeting whose bytes come one by one, and never ends it. */
    public void drip() {
        dripping = true;
    }

    /** Answers to recipients from now on. */
    public void answerRecipients(String reply) {
        recipientReply = reply;
    }

    /** All commands so far. */
    public List<String> commands() {
        return commands;
    }

    /** Waits for the next mail. @return its header, and after an empty line its text */
    public String next() {
        try {
            String mail = mails.poll(30, TimeUnit.SECONDS);
            if (mail == null) {
                throw new AssertionError("no mail within 30 s: " + commands);
            }
            int end = mail.indexOf("\n\n");
            byte[] text = Base64.getMimeDecoder().decode(mail.substring(end + 2));
            return mail.substring(0, end + 2) + new String(text, StandardCharsets.UTF_8);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (dripping) {
                    drip(socket);
                } else if (!silent) {
                    serve(socket);
                    socket.close();
                }
            } catch (IOException gone) {
                // the next one
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    /** A record of TLS with 16,000 bytes, sent in a quarter of an hour. */
    private void drip(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        out.write(new byte[] {22, 3, 3, 0x3e, (byte) 0x80});
        CountDownLatch never = new CountDownLatch(1);
        for (int sent = 0; sent < 16_000 && !never.await(50, TimeUnit.MILLISECONDS); sent++) {
            out.write(2);
            out.flush();
        }
    }

    private void serve(Socket plain) throws IOException {
        Socket socket = plain;
        BufferedReader in = reader(socket);
        reply(socket, "220 mail.test ESMTP");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            if (line.startsWith(refused)) {
                reply(socket, "550 no, " + line);
            } else if (line.startsWith("EHLO")) {
                boolean offers = tls != null && !(socket instanceof SSLSocket);
                reply(socket, "250-mail.test\r\n" + (offers ? "250-STARTTLS\r\n" : "") + "250 AUTH LOGIN PLAIN");
            } else if (line.equals("STARTTLS")) {
                reply(socket, "220 go");
                SSLSocket secure = (SSLSocket) tls.getSocketFactory()
                        .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), false);
                secure.setUseClientMode(false);
                socket = secure;
                in = reader(socket);
            } else if (line.startsWith("RCPT")) {
                reply(socket, recipientReply);
            } else if (line.startsWith("AUTH")) {
                reply(socket, "235 welcome");
            } else if (line.equals("DATA")) {
                reply(socket, "354 go on");
                StringBuilder mail = new StringBuilder();
                for (String one = in.readLine(); !one.equals("."); one = in.readLine()) {
                    mail.append(one).append('\n');
                }
                mails.add(mail.toString());
                reply(socket, "250 taken");
            } else if (line.equals("QUIT")) {
                reply(socket, "221 bye");
                return;
            } else {
                reply(socket, "250 ok");
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void reply(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
