package org.heliograph.uptime.subscriber;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.mail.MailRejectedException;
import org.heliograph.mail.MailService;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;

/**
 * Sends the mails to subscribers that are waiting, on a few threads of every node, so many a minute. While the mail server is away the node
 * pauses, longer each time: mails wait in the database, and nothing else waits.
 */
@ApplicationScoped
public class SubscriberMailSender {
    private static final Logger LOG = Logger.getLogger(SubscriberMailSender.class.getName());
    private static final int MOST_WAITING = 20;
    private static final long IDLE_SECONDS = 10;
    /** Longer than all that wait on a node can take, at fifteen seconds each. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private NoticeMailOutbox outbox;
    private SubscriberRepository subscribers;
    private StatusPageRepository pages;
    private SubscriberMailWriter writer;
    private MailService mail;
    private LongSupplier millis;
    private double perSecond;
    private ThreadPoolExecutor senders;

    @Resource
    private ManagedThreadFactory threads;

    /** Mails that may be taken now. Read and written by the job, which runs once at a time. */
    private double allowance;

    private int failures;
    private volatile long pausedUntilMillis;

    /** For the container's proxies. */
    protected SubscriberMailSender() {}

    @Inject
    SubscriberMailSender(
            Configuration configuration,
            NoticeMailOutbox outbox,
            SubscriberRepository subscribers,
            StatusPageRepository pages,
            SubscriberMailWriter writer,
            MailService mail) {
        this(configuration, outbox, subscribers, pages, writer, mail, MonotonicTime::millis);
    }

    SubscriberMailSender(
            Configuration configuration,
            NoticeMailOutbox outbox,
            SubscriberRepository subscribers,
            StatusPageRepository pages,
            SubscriberMailWriter writer,
            MailService mail,
            LongSupplier millis) {
        this.outbox = outbox;
        this.subscribers = subscribers;
        this.pages = pages;
        this.writer = writer;
        this.mail = mail;
        this.millis = millis;
        perSecond = configuration.get(NodeSettings.SUBSCRIBER_MAIL_RATE) / 60.0;
    }

    @PostConstruct
    void begin() {
        use(threads);
    }

    /** @param factory of the threads that send */
    void use(ThreadFactory factory) {
        senders = new ThreadPoolExecutor(
                MailService.CONCURRENT_SUBSCRIBED,
                MailService.CONCURRENT_SUBSCRIBED,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                factory);
        senders.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void end() {
        senders.shutdownNow();
    }

    @Produces
    static ScheduledJob job(SubscriberMailSender sender) {
        return new ScheduledJob("subscriber-mails", Duration.ofSeconds(1), sender::sendDue);
    }

    @Produces
    static ScheduledJob purgeJob(SubscriberMailSender sender) {
        return new ScheduledJob("subscriber-purge", Duration.ofMinutes(1), sender::purge);
    }

    /** Hands mails that are due to the threads that send, as many as the rate allows and the threads can take. */
    public void sendDue() {
        if (!mail.isConfigured()) {
            return;
        }
        outbox.address();
        allowance = Math.min(allowance + perSecond, Math.max(1, perSecond));
        int most = Math.min((int) allowance, senders.getQueue().remainingCapacity());
        if (most == 0 || pauseMillis() > 0) {
            return;
        }
        for (NoticeMailOutbox.Delivery delivery : outbox.take(most, LEASE)) {
            allowance--;
            senders.execute(() -> send(delivery));
        }
    }

    /** Deletes what has no use any more. */
    public void purge() {
        SubscriberMetrics.MAILS.add(SubscriberMetrics.EXPIRED, outbox.purge());
        subscribers.purge();
    }

    private void send(NoticeMailOutbox.Delivery delivery) {
        try {
            long pause = pauseMillis();
            if (pause > 0) {
                outbox.postpone(delivery, Duration.ofMillis(pause));
            } else {
                attempt(delivery);
            }
        } catch (RuntimeException failed) {
            // taken over by some node when its time is over
            LOG.log(DatabaseException.logLevel(failed), "a mail to a subscriber could not be handled", failed);
        }
    }

    private void attempt(NoticeMailOutbox.Delivery delivery) {
        Optional<NoticeMailOutbox.Letter> letter = outbox.read(delivery);
        Optional<PageView> page = letter.flatMap(
                        found -> pages.findById(found.subscriber().pageId()))
                .filter(PageView::mail);
        if (page.isEmpty()) {
            outbox.delete(delivery);
            return;
        }
        try {
            mail.sendSubscribed(writer.notice(page.get(), letter.get(), delivery));
        } catch (MailRejectedException refused) {
            resume();
            refused(delivery, refused);
            return;
        } catch (IOException away) {
            pause(away);
            postpone(delivery, FIRST_PAUSE);
            return;
        }
        resume();
        outbox.sent(delivery);
        SubscriberMetrics.MAILS.increment(SubscriberMetrics.SENT);
    }

    private void refused(NoticeMailOutbox.Delivery delivery, MailRejectedException refusal) {
        if (refusal.isPermanent()) {
            outbox.rejected(delivery);
            SubscriberMetrics.MAILS.increment(SubscriberMetrics.REJECTED);
        } else {
            postpone(delivery, backoff(Duration.ofMinutes(1), delivery.attempts(), LONGEST_WAIT));
        }
    }

    private void postpone(NoticeMailOutbox.Delivery delivery, Duration wait) {
        outbox.postpone(delivery, wait);
        SubscriberMetrics.MAILS.increment(SubscriberMetrics.POSTPONED);
    }

    private synchronized void pause(IOException reason) {
        if (pauseMillis() > 0) {
            // mails that were on their way when the first failed
            return;
        }
        failures++;
        Duration pause = backoff(FIRST_PAUSE, failures, LONGEST_PAUSE);
        pausedUntilMillis = millis.getAsLong() + pause.toMillis();
        LOG.log(failures == 1 ? Level.WARNING : Level.FINE, "mails to subscribers wait for {0} s: {1}", new Object[] {
            pause.toSeconds(), reason.getMessage()
        });
    }

    private synchronized void resume() {
        if (failures > 0) {
            LOG.info("mails to subscribers are sent again");
            failures = 0;
        }
    }

    private long pauseMillis() {
        return Math.max(0, pausedUntilMillis - millis.getAsLong());
    }

    /** Twice as long with each attempt. */
    static Duration backoff(Duration first, int attempts, Duration longest) {
        Duration wait = first.multipliedBy(1L << Math.min(attempts - 1, 20));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
