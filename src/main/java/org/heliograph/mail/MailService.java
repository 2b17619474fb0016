package org.heliograph.mail;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MailUrl;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.SettingException;

/**
 * Sends mail, where a mail server is configured. A few mails at a time, each on a thread of its own: the thread of the request waits for it
 * for a bounded time, whatever the mail server does. An address gets, and a person sends, a bounded number of mails an hour.
 */
@ApplicationScoped
public class MailService {
    private static final int CONCURRENT = 4;
    /** Mails to subscribers at a time, which take no place of the others. */
    public static final int CONCURRENT_SUBSCRIBED = 4;

    private static final Duration MOST = Duration.ofSeconds(15);

    private Configuration configuration;
    private Clock clock;
    private Duration most;
    private MailQuota ofRecipients;
    private MailQuota ofSenders;
    private BoundedDelivery sessions;

    @Resource
    private ManagedThreadFactory threads;

    /** For the container's proxies. */
    protected MailService() {}

    @Inject
    MailService(Configuration configuration, Clock clock) {
        this(configuration, clock, MonotonicTime::millis, MOST);
    }

    /** @param millis a monotonic time, of the limits @param most the time that one mail may take */
    MailService(Configuration configuration, Clock clock, LongSupplier millis, Duration most) {
        this.configuration = configuration;
        this.clock = clock;
        this.most = most;
        ofRecipients = new MailQuota(configuration.get(NodeSettings.MAIL_RECIPIENT_LIMIT), millis);
        ofSenders = new MailQuota(configuration.get(NodeSettings.MAIL_SENDER_LIMIT), millis);
    }

    @PostConstruct
    void begin() {
        use(threads);
    }

    /** @param factory of the threads of the sessions */
    void use(ThreadFactory factory) {
        sessions = new BoundedDelivery(CONCURRENT + CONCURRENT_SUBSCRIBED, most, factory);
    }

    @PreDestroy
    void end() {
        sessions.close();
    }

    /** Whether there is a mail server. */
    public boolean isConfigured() {
        return configuration.find(NodeSettings.MAIL_URL).isPresent() || isOfServer();
    }

    /** Whether the application server has a mail session for it. */
    private boolean isOfServer() {
        return configuration.find(NodeSettings.MAIL_SESSION).isPresent();
    }

    /** Fails when the mail server is set and mail could not be sent or its links not be trusted. @throws SettingException */
    public void check() {
        if (!isConfigured()) {
            return;
        }
        String way = isOfServer() ? NodeSettings.MAIL_SESSION.name() : NodeSettings.MAIL_URL.name();
        if (isOfServer() && configuration.find(NodeSettings.MAIL_URL).isPresent()) {
            throw new SettingException(way + " and " + NodeSettings.MAIL_URL.name() + " cannot both be set", null);
        }
        if (configuration.find(NodeSettings.PUBLIC_URL).isEmpty()) {
            // links by the address of a request would lead to wherever its sender says
            throw new SettingException(NodeSettings.PUBLIC_URL.name() + " must be set when " + way + " is", null);
        }
        String from = "";
        try {
            if (isOfServer()) {
                sessionOfServer();
            }
            from = from();
            MailMessage.address(from);
        } catch (IOException unusable) {
            throw new SettingException(unusable.getMessage(), unusable.getCause());
        } catch (IllegalArgumentException unusable) {
            throw new SettingException(
                    NodeSettings.MAIL_FROM.name() + " must be an e-mail address when " + way + " is set, but is \""
                            + from + "\"",
                    null);
        }
    }

    /**
     * Sends a text, within fifteen seconds.
     *
     * @param sender the id of the account for which it is sent
     * @throws MailLimitException when the address got, or the sender sent, too many within the last hour
     * @throws IOException        when the mail server did not take it, with a reason that repeats nothing of it
     */
    public void send(String to, String subject, String text, String sender) throws IOException {
        send(MailMessage.plain(to, subject, text), sender);
    }

    /** The same with headers and a sender's name of its own. */
    public void send(Mail mail, String sender) throws IOException {
        MailDelivery session = session();
        MailMessage message = message(mail);
        String recipient = message.to().toLowerCase(Locale.ROOT);
        take(recipient, sender);
        try {
            sessions.deliver(session, message);
        } catch (IOException failed) {
            if (!session.isTransmitted()) {
                ofRecipients.giveBack(recipient);
                // a refused address counts, or else the answers would say of any number of addresses which exist
                if (!(failed instanceof MailRejectedException no && no.isPermanent())) {
                    ofSenders.giveBack(sender);
                }
            }
            throw failed;
        }
    }

    /**
     * Sends a mail that its recipient has subscribed to, within fifteen seconds; it counts for no limit. At most {@link
     * #CONCURRENT_SUBSCRIBED} at a time.
     *
     * @throws MailRejectedException when the mail server took no mail for this recipient
     * @throws IOException           for another failure, which says nothing of the recipient
     */
    public void sendSubscribed(Mail mail) throws IOException {
        sessions.deliver(session(), message(mail));
    }

    /** Whether the protocol can carry an address. */
    public static boolean isDeliverable(String address) {
        try {
            MailMessage.address(address);
            return true;
        } catch (IllegalArgumentException unusable) {
            return false;
        }
    }

    private MailDelivery session() throws IOException {
        if (isOfServer()) {
            return sessionOfServer();
        }
        MailUrl server =
                configuration.find(NodeSettings.MAIL_URL).orElseThrow(() -> new IOException("there is no mail server"));
        return new SmtpSession(server, most, encryption());
    }

    /** Looked up each time, since an administrator of the server may have changed it. */
    private ServerMailSession sessionOfServer() throws IOException {
        String name = configuration.get(NodeSettings.MAIL_SESSION);
        try {
            return ServerMailSession.find(name, most);
        } catch (IOException unusable) {
            throw new IOException(
                    NodeSettings.MAIL_SESSION.name() + " \"" + name + "\" " + unusable.getMessage(),
                    unusable.getCause());
        } catch (LinkageError without) {
            throw new IOException(
                    NodeSettings.MAIL_SESSION.name() + " cannot be used, since this server has no Jakarta Mail",
                    without);
        }
    }

    private void take(String recipient, String sender) throws MailLimitException {
        long wait = ofSenders.take(sender);
        if (wait > 0) {
            throw limited("You have sent too many invitations by mail.", wait);
        }
        wait = ofRecipients.take(recipient);
        if (wait > 0) {
            ofSenders.giveBack(sender);
            throw limited("This address got too many mails.", wait);
        }
    }

    private static MailLimitException limited(String message, long waitMillis) {
        long seconds = Math.max(1, (waitMillis + 999) / 1000);
        return new MailLimitException(message + " Try again in " + Math.max(1, (seconds + 59) / 60) + " min.", seconds);
    }

    /** Trusts what the server's Java does. */
    private static SSLSocketFactory encryption() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private MailMessage message(Mail mail) throws IOException {
        try {
            return new MailMessage(MailMessage.address(from()), MailMessage.address(mail.to()), mail, clock.instant());
        } catch (IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage());
        }
    }

    private String from() throws IOException {
        String own =
                Optional.ofNullable(configuration.get(NodeSettings.MAIL_FROM)).orElse("");
        return own.isEmpty() && isOfServer() ? sessionOfServer().from().orElse("") : own;
    }
}
