package org.heliograph.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.json.JsonText;
import org.heliograph.platform.MonotonicTime;

/**
 * Writes acts to the log category {@code org.heliograph.audit}, one line each, for fail2ban, syslog and the like. What clients choose
 * freely comes last and in quotes, without an equals sign, so that it cannot imitate a field. Failures are bounded by a {@link LineBudget}; a line
 * counts those that were left out.
 */
@ApplicationScoped
public class AuditLog {
    /** The category. */
    static final String CATEGORY = "org.heliograph.audit";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private final LongSupplier millis;
    private final AtomicLong omitted = new AtomicLong();
    private final LineBudget budget = new LineBudget();

    /** Measures time by the monotonic clock. */
    public AuditLog() {
        this(MonotonicTime::millis);
    }

    AuditLog(LongSupplier millis) {
        this.millis = millis;
    }

    void write(AuditEntry entry) {
        if (entry.failed() && !mayWrite(entry)) {
            omitted.incrementAndGet();
            return;
        }
        long left = omitted.getAndSet(0);
        if (left > 0) {
            LOG.log(Level.INFO, "{0} failures were not logged, since there were too many", Long.toString(left));
        }
        LOG.info(line(entry));
    }

    /** {@code action=sign-in outcome=failed reason=INVALID_CREDENTIALS address=192.0.2.7 org=- actor="" target="bob@acme.test"} */
    static String line(AuditEntry entry) {
        AuditSource.Actor actor = entry.actor();
        StringBuilder line = new StringBuilder("action=")
                .append(entry.action().text())
                .append(" outcome=")
                .append(entry.failed() ? AuditRow.FAILED : AuditRow.DONE)
                .append(" reason=")
                .append(word(entry.reason()))
                .append(" address=")
                .append(word(entry.address()))
                .append(" org=")
                .append(word(entry.orgId()));
        line.append(" actor=").append(quoted(actor == null ? null : actor.name() == null ? actor.id() : actor.name()));
        line.append(" target=").append(quoted(entry.targetName() == null ? entry.targetId() : entry.targetName()));
        return line.toString();
    }

    private synchronized boolean mayWrite(AuditEntry failure) {
        return budget.take(failure.action(), failure.address(), millis.getAsLong());
    }

    private static String word(String text) {
        return text == null || text.isEmpty() ? "-" : text.replaceAll("[^\\w.:/@+-]", "_");
    }

    /** A JSON text in which nothing looks like a field, however carelessly it is read. */
    private static String quoted(String text) {
        return JsonText.quote(text == null ? "" : text).replace("=", "\\u003d");
    }
}
