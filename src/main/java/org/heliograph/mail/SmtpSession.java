package org.heliograph.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.settings.MailUrl;

/**
 * A session with a mail server (RFC 5321), encrypted when the server offers it. A password is sent over an encrypted connection only, or to
 * this machine. The whole session has one bound of time.
 */
final class SmtpSession implements MailDelivery {
    private static final int MAX_LINE = 1_000;
    private static final int MAX_LINES = 100;
    /** Begins the replies to what was done: 250, 251 for a recipient elsewhere, 252 for one that was not checked. */
    private static final String DONE = "25";

    private final MailUrl server;
    private final SSLSocketFactory encryption;
    private final long endMillis;
    /** The connection itself, below the encryption. */
    private final Socket connection = new Socket();

    private Socket socket = connection;
    private InputStream in;
    private OutputStream out;
    private boolean encrypted;
    private volatile boolean transmitted;
    private List<String> extensions = List.of();

    /**
     * A session that is not connected yet.
     *
     * @param most the time that it may take. It bounds every wait for a byte; a server whose encrypted bytes drip holds the thread until
     *             {@link #close} is called by another
     */
    SmtpSession(MailUrl server, Duration most, SSLSocketFactory encryption) {
        this.server = server;
        this.encryption = encryption;
        endMillis = MonotonicTime.millis() + most.toMillis();
    }

    @Override
    public void send(MailMessage message) throws IOException {
        try {
            open();
            command("MAIL FROM:<" + message.from() + ">", DONE);
            try {
                command("RCPT TO:<" + message.to() + ">", DONE);
                command("DATA", "354");
                transmitted = true;
                // no line begins with a dot: header names do not, nor does base64
                command(message.text822() + ".", DONE);
            } catch (ReplyException no) {
                transmitted = false;
                throw new MailRejectedException(no.code());
            }
            quit();
        } finally {
            close();
        }
    }

    private void quit() {
        try {
            write("QUIT");
            socket.close();
        } catch (IOException gone) {
            // the mail server has taken the mail, and may have left
        }
    }

    @Override
    public boolean isTransmitted() {
        return transmitted;
    }

    private void open() throws IOException {
        connection.connect(new InetSocketAddress(server.host(), server.port()), left());
        if (server.tls()) {
            encrypt();
        } else {
            useStreams();
        }
        expect("220");
        hello();
        if (!encrypted && offers("STARTTLS")) {
            command("STARTTLS", "220");
            encrypt();
            hello();
        }
        if (server.user() != null) {
            authenticate();
        }
    }

    private void hello() throws IOException {
        String name = "[" + InetAddress.getLoopbackAddress().getHostAddress() + "]";
        extensions = command("EHLO " + name, DONE);
    }

    private boolean offers(String extension) {
        return extensions.stream().anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
    }

    private void authenticate() throws IOException {
        if (!encrypted && !socket.getInetAddress().isLoopbackAddress()) {
            throw new IOException("the mail server offers no encryption, so it does not get the password");
        }
        boolean plain = extensions.stream().anyMatch(line -> line.startsWith("AUTH ") && line.contains(" PLAIN"));
        if (plain) {
            command("AUTH PLAIN " + base64("\0" + server.user() + "\0" + server.password()), "235");
        } else {
            command("AUTH LOGIN", "334");
            command(base64(server.user()), "334");
            command(base64(server.password()), "235");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void encrypt() throws IOException {
        socket.setSoTimeout(left());
        SSLSocket tls = (SSLSocket) encryption.createSocket(socket, server.host(), server.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        socket = tls;
        tls.startHandshake();
        encrypted = true;
        useStreams();
    }

    private void useStreams() throws IOException {
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** @param code as of {@link #expect} @return the lines of the reply without their code, in capitals */
    private List<String> command(String text, String code) throws IOException {
        write(text);
        return expect(code);
    }

    private void write(String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** @param code of the reply, or its first digits: clients take any reply of a kind that they know (RFC 5321, 4.2) */
    private List<String> expect(String code) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = readLine();
            if (line.length() < 3 || lines.size() > MAX_LINES) {
                throw new IOException("the mail server does not speak SMTP");
            }
            lines.add(line.substring(Math.min(4, line.length())).toUpperCase(Locale.ROOT));
        } while (line.length() > 3 && line.charAt(3) == '-');
        if (!line.startsWith(code)) {
            // only the code: a reply may quote what was sent
            throw new ReplyException(line.substring(0, 3).replaceAll("[^0-9]", "?"));
        }
        return lines;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() <= MAX_LINE) {
            socket.setSoTimeout(left());
            int next = in.read();
            if (next < 0) {
                throw new IOException("the mail server closed the connection");
            }
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) next);
        }
        throw new IOException("the mail server does not speak SMTP");
    }

    private int left() throws IOException {
        long left = endMillis - MonotonicTime.millis();
        if (left <= 0) {
            throw new SocketTimeoutException("the mail server is too slow");
        }
        return (int) left;
    }

    /** Ends the session at once, and every wait of it; may be called from any thread. */
    @Override
    public void close() throws IOException {
        // not the encrypted socket, which would wait to say goodbye
        connection.close();
    }

    /** A reply that says no: of the server, the account or the mail. */
    private static final class ReplyException extends IOException {
        private static final long serialVersionUID = 1;

        private final String code;

        ReplyException(String code) {
            super("the mail server answered " + code);
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
