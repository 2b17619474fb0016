package org.heliograph.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * A mail session of the application server (Jakarta Mail), with all of its properties: host, account, encryption, what certificates it
 * trusts. No step waits without a bound: those that have none get one of their own.
 */
final class ServerMailSession implements MailDelivery {
    private static final List<String> PROTOCOLS = List.of("smtp", "smtps");
    private static final List<String> BOUNDS = List.of("connectiontimeout", "timeout", "writetimeout");
    /** Begins what a mail server says, as far as Jakarta Mail repeats it. */
    private static final Pattern REPLY = Pattern.compile("([45])\\d\\d\\b.*", Pattern.DOTALL);

    private final Session session;
    private volatile boolean transmitted;

    /** @param ofServer is not changed @param most the time that a step may take if the session does not say */
    ServerMailSession(Session ofServer, Duration most) {
        Properties properties = new Properties();
        properties.putAll(ofServer.getProperties());
        for (String protocol : PROTOCOLS) {
            BOUNDS.forEach(bound -> properties.putIfAbsent("mail." + protocol + "." + bound, "" + most.toMillis()));
            // it has taken the mail, and may have left
            properties.putIfAbsent("mail." + protocol + ".quitwait", "false");
        }
        session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return ofServer.requestPasswordAuthentication(
                        getRequestingSite(),
                        getRequestingPort(),
                        getRequestingProtocol(),
                        getRequestingPrompt(),
                        getDefaultUserName());
            }
        });
    }

    /** Looks a session up. @throws IOException when there is none, with a reason that goes on after the name */
    static ServerMailSession find(String name, Duration most) throws IOException {
        try {
            Object found = InitialContext.doLookup(name);
            if (found instanceof Session ofServer) {
                return new ServerMailSession(ofServer, most);
            }
            throw new IOException("is no mail session");
        } catch (NamingException unknown) {
            throw new IOException("is not known to this server", unknown);
        }
    }

    /** The address from which its mails are, if it has one. */
    Optional<String> from() {
        return Optional.ofNullable(session.getProperty("mail.from"));
    }

    @Override
    public void send(MailMessage message) throws IOException {
        byte[] text = message.text822().getBytes(StandardCharsets.US_ASCII);
        try (Transport transport = session.getTransport()) {
            MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(text));
            Address[] recipient = {new InternetAddress(message.to())};
            transport.connect();
            transmitted = true;
            transport.sendMessage(mail, recipient);
        } catch (SendFailedException no) {
            transmitted = false;
            throw new MailRejectedException(code(no));
        } catch (AuthenticationFailedException no) {
            throw new IOException("the mail server refused the account of the mail session");
        } catch (MessagingException failed) {
            throw new IOException("the mail server of the mail session does not answer as it should", failed);
        }
    }

    /** The code of the reply that is the reason, or "no" without one. */
    private static String code(MessagingException failed) {
        for (Exception cause = failed; cause instanceof MessagingException known; cause = known.getNextException()) {
            Matcher reply = REPLY.matcher("" + known.getMessage());
            if (reply.matches()) {
                return known.getMessage().substring(0, 3);
            }
        }
        return "no";
    }

    @Override
    public boolean isTransmitted() {
        return transmitted;
    }

    /** Has no effect: closing its transport from another thread would wait for this one, and its bounds end it. */
    @Override
    public void close() {}
}
