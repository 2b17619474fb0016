package org.heliograph.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocketFactory;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MailUrl;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SettingException;

/** Sends mail, where a mail server is configured. A few mails at a time, since each holds the thread of its request. */
@ApplicationScoped
public class MailService {
    private static final int CONCURRENT = 4;
    private static final Duration MOST = Duration.ofSeconds(15);

    private final Semaphore places = new Semaphore(CONCURRENT);

    private Configuration configuration;
    private Clock clock;

    /** For the container's proxies. */
    protected MailService() {}

    @Inject
    MailService(Configuration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Whether there is a mail server. */
    public boolean isConfigured() {
        return configuration.find(NodeSettings.MAIL_URL).isPresent();
    }

    /** Fails when the mail server is set and mail could not be sent or its links not be trusted. @throws SettingException */
    public void check() {
        if (!isConfigured()) {
            return;
        }
        if (configuration.find(NodeSettings.PUBLIC_URL).isEmpty()) {
            // links by the address of a request would lead to wherever its sender says
            throw new SettingException(
                    NodeSettings.PUBLIC_URL.name() + " must be set when " + NodeSettings.MAIL_URL.name() + " is", null);
        }
        try {
            MailMessage.address(from());
        } catch (IllegalArgumentException unusable) {
            throw new SettingException(
                    NodeSettings.MAIL_FROM.name() + " must be an e-mail address when " + NodeSettings.MAIL_URL.name()
                            + " is set, but is \"" + from() + "\"",
                    null);
        }
    }

    /**
     * Sends a text, within fifteen seconds.
     *
     * @throws IOException when the mail server did not take it, with a reason that repeats nothing of it
     */
    public void send(String to, String subject, String text) throws IOException {
        MailUrl server =
                configuration.find(NodeSettings.MAIL_URL).orElseThrow(() -> new IOException("there is no mail server"));
        MailMessage message = message(to, subject, text);
        if (!places.tryAcquire()) {
            throw new IOException("too many mails are being sent");
        }
        try (SmtpSession session = new SmtpSession(server, MOST, encryption())) {
            session.send(message);
        } finally {
            places.release();
        }
    }

    /** Trusts what the server's Java does. */
    private static SSLSocketFactory encryption() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private MailMessage message(String to, String subject, String text) throws IOException {
        try {
            return new MailMessage(
                    MailMessage.address(from()), MailMessage.address(to), subject, text, clock.instant());
        } catch (IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage());
        }
    }

    private String from() {
        return Optional.ofNullable(configuration.get(NodeSettings.MAIL_FROM)).orElse("");
    }
}
