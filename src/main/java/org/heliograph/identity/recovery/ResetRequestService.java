package org.heliograph.identity.recovery;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.audit.AuditTrail;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.mail.MailQuota;
import org.heliograph.mail.MailService;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SignInSettings;

/**
 * Accepts requests for reset links. The caller's thread looks at nothing that depends on the account: it counts the request of its client
 * address and hands it over, so that answer and time are the same for every e-mail address. Few threads do the work, and a bounded number
 * of requests waits for them.
 */
@ApplicationScoped
public class ResetRequestService {
    private static final Logger LOG = Logger.getLogger(ResetRequestService.class.getName());
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 200;
    private static final long IDLE_SECONDS = 10;
    private static final int RETRY_SECONDS = 10;
    private static final int LONGEST_REASON = 1000;

    private MailService mail;
    private ResetLinkMailer mailer;
    private AuditTrail audit;
    private MailQuota ofAddresses;
    private ThreadPoolExecutor work;

    @Resource
    private ManagedThreadFactory threads;

    /** For the container's proxies. */
    protected ResetRequestService() {}

    @Inject
    ResetRequestService(Configuration configuration, MailService mail, ResetLinkMailer mailer, AuditTrail audit) {
        this.mail = mail;
        this.mailer = mailer;
        this.audit = audit;
        ofAddresses = new MailQuota(configuration.get(SignInSettings.RESET_REQUESTS), MonotonicTime::millis);
    }

    @PostConstruct
    void begin() {
        use(threads);
    }

    /** @param factory of the threads that do the work */
    void use(ThreadFactory factory) {
        work = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), factory);
        work.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void end() {
        work.shutdownNow();
    }

    /**
     * Accepts a request.
     *
     * @throws ApiException 409 NO_MAIL_SERVER, 429 RATE_LIMITED after too many requests of the client's address, 503 BUSY
     */
    void accept(String email, SignInClient client) {
        audit.attemptWith(email);
        if (!mail.isConfigured()) {
            throw new ApiException(
                    409, "NO_MAIL_SERVER", "This installation sends no mail; ask an administrator for a reset link.");
        }
        long wait = ofAddresses.take(client.group());
        if (wait > 0) {
            throw new ApiException(429, "RATE_LIMITED", "Too many reset links were asked for from your network.")
                    .retryAfter(TimeUnit.MILLISECONDS.toSeconds(wait) + 1);
        }
        try {
            work.execute(() -> mail(email, client));
        } catch (RejectedExecutionException full) {
            throw new ApiException(503, "BUSY", "Too many reset links are asked for; try again in a moment.")
                    .retryAfter(RETRY_SECONDS);
        }
    }

    private void mail(String email, SignInClient client) {
        try {
            mailer.mail(email, client);
        } catch (RuntimeException failed) {
            String reason = String.valueOf(failed.getMessage());
            LOG.log(
                    Level.WARNING,
                    "a request for a reset link could not be handled: {0}",
                    reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        }
    }
}
