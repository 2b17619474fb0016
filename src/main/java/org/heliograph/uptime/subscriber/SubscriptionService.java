package org.heliograph.uptime.subscriber;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.SecureTokens;
import org.heliograph.mail.MailLimitException;
import org.heliograph.mail.MailQuota;
import org.heliograph.mail.MailService;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.uptime.page.PageView;

/**
 * Subscribes readers by mail and ends that. The caller's thread looks at nothing that depends on the address, so that answer and time are
 * the same for every one; few threads mail the confirmation links. A link is stored once the mail server has taken the mail.
 */
@ApplicationScoped
public class SubscriptionService {
    private static final Logger LOG = Logger.getLogger(SubscriptionService.class.getName());
    private static final String PREFIX = "hgs-";
    private static final Duration LINK_LIFE = Duration.ofHours(48);
    /** An address gets no second link of a page within this time. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 200;
    private static final long IDLE_SECONDS = 10;
    private static final int RETRY_SECONDS = 10;
    /** The key of the quota of all. */
    private static final String ALL = "";

    private MailService mail;
    private SubscriberMailWriter writer;
    private SubscriberRepository subscribers;
    private UnsubscribeTokens tokens;
    private Clock clock;
    private int limit;
    private MailQuota ofClients;
    private MailQuota ofNode;
    private ThreadPoolExecutor work;

    @Resource
    private ManagedThreadFactory threads;

    /** For the container's proxies. */
    protected SubscriptionService() {}

    @Inject
    SubscriptionService(
            Configuration configuration,
            MailService mail,
            SubscriberMailWriter writer,
            SubscriberRepository subscribers,
            UnsubscribeTokens tokens,
            Clock clock) {
        this.mail = mail;
        this.writer = writer;
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.clock = clock;
        limit = configuration.get(NodeSettings.SUBSCRIBERS_LIMIT);
        ofClients = new MailQuota(configuration.get(NodeSettings.SUBSCRIBER_REQUESTS), MonotonicTime::millis);
        ofNode = new MailQuota(configuration.get(NodeSettings.SUBSCRIBER_CONFIRMATIONS), MonotonicTime::millis);
    }

    @PostConstruct
    void begin() {
        use(threads);
    }

    /** @param factory of the threads that mail the links */
    void use(ThreadFactory factory) {
        work = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), factory);
        work.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void end() {
        work.shutdownNow();
    }

    /** Whether the readers of a page can subscribe. */
    public boolean isOffered(PageView page) {
        return page.mail() && mail.isConfigured();
    }

    /**
     * Has a confirmation link mailed to an address, unless it has subscribed.
     *
     * @param client what is limited together
     * @throws ApiException 409 where the page takes no subscriptions, or no more, 429 after too many requests, 503 when too many wait
     */
    void request(Subscriber subscriber, PageView page, String client) {
        requireOffered(page);
        requirePlace(page);
        limit(ofClients.take(client), "Too many subscriptions were asked for from your network.");
        limit(ofNode.take(ALL), "Too many subscriptions are asked for at the moment.");
        try {
            work.execute(() -> mail(subscriber, page, client));
        } catch (RejectedExecutionException full) {
            throw new ApiException(503, "BUSY", "Too many subscriptions are asked for; try again in a moment.")
                    .retryAfter(RETRY_SECONDS);
        }
        SubscriberMetrics.SUBSCRIPTIONS.increment(SubscriberMetrics.REQUESTED);
    }

    private void requireOffered(PageView page) {
        if (!isOffered(page)) {
            throw ApiException.conflict("This status page sends no mail.");
        }
    }

    private void requirePlace(PageView page) {
        if (subscribers.countConfirmed(page.id()) >= limit) {
            throw ApiException.conflict("This status page has as many subscribers as it can have.");
        }
    }

    private static void limit(long waitMillis, String message) {
        if (waitMillis > 0) {
            throw new ApiException(429, "RATE_LIMITED", message)
                    .retryAfter(TimeUnit.MILLISECONDS.toSeconds(waitMillis) + 1);
        }
    }

    private void mail(Subscriber subscriber, PageView page, String client) {
        try {
            Instant now = Timestamps.now(clock);
            if (subscribers.isKnown(page.id(), subscriber.email(), now.minus(PAUSE))) {
                return;
            }
            String token = SecureTokens.newToken(PREFIX);
            Instant expiresAt = now.plus(LINK_LIFE);
            mail.send(writer.confirmation(page, subscriber, token, expiresAt), "subscribe:" + client);
            subscribers.request(subscriber, SecureTokens.hash(token), expiresAt);
            SubscriberMetrics.SUBSCRIPTIONS.increment(SubscriberMetrics.MAILED);
        } catch (MailLimitException limited) {
            LOG.log(Level.FINE, "a confirmation link is not mailed: {0}", limited.getMessage());
        } catch (IOException failed) {
            LOG.log(
                    Level.WARNING,
                    "a confirmation link of a status page could not be mailed: {0}",
                    failed.getMessage());
        } catch (RuntimeException failed) {
            // the message of a database may have the address
            LOG.log(
                    DatabaseException.logLevel(failed),
                    "a subscription could not be stored: {0}",
                    failed.getClass().getName());
        }
    }

    /**
     * Confirms a subscription; once more is no error.
     *
     * @return the address
     * @throws ApiException 404 for a link that is unknown or has expired, 409 where the page takes no subscriptions
     */
    @Transactional
    String confirm(PageView page, String token) {
        requireOffered(page);
        Subscriber subscriber = subscribers
                .findByToken(page.id(), SecureTokens.hash(token))
                .orElseThrow(() -> ApiException.notFound("This link has expired. Subscribe again to get another."));
        if (subscribers.confirm(subscriber)) {
            SubscriberMetrics.SUBSCRIPTIONS.increment(SubscriberMetrics.CONFIRMED);
        }
        return subscriber.email();
    }

    /** Ends a subscription; once more is no error. @throws ApiException 404 for what is no such token */
    void unsubscribe(String token) {
        Optional<String> subscriber = tokens.read(token);
        if (subscriber.isEmpty()) {
            throw ApiException.notFound("This link is not valid. Use the one in the newest mail.");
        }
        if (subscribers.remove(subscriber.get())) {
            SubscriberMetrics.SUBSCRIPTIONS.increment(SubscriberMetrics.ENDED);
        }
    }
}
