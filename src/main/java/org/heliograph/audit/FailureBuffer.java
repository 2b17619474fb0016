package org.heliograph.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.MonotonicTime;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.settings.AuditSettings;
import org.heliograph.settings.Configuration;

/**
 * Failures on their way to the table. Equal ones within {@link #WINDOW} share a row, which counts them. A node adds a bounded number of rows in
 * that time ({@link RowBudget}): further kinds of failures of an address share one row for each act and reason, without the target, and where
 * there are too many addresses also without the address. So neither a guesser with many addresses nor one with many names fills the table.
 */
@ApplicationScoped
public class FailureBuffer {
    /** How long equal failures share a row. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** The target of what several failures have in common. */
    static final String SEVERAL = "(several)";

    private static final Logger LOG = Logger.getLogger(FailureBuffer.class.getName());
    private static final long WINDOW_MILLIS = WINDOW.toMillis();
    /** How often the count of a row is brought up to date. */
    private static final long UPDATE_MILLIS = 5_000;

    private final AtomicBoolean failing = new AtomicBoolean();
    private final Map<Kind, Pending> kinds = new LinkedHashMap<>();
    private LongSupplier millis = MonotonicTime::millis;
    private RowBudget budget;
    private Instance<FailureWriter> writer;
    private long windowEnds = Long.MIN_VALUE;

    /** What equal failures have in common. */
    private record Kind(
            AuditAction action, String reason, AuditSource.Actor actor, String address, String orgId, String target) {
        static Kind of(AuditEntry entry) {
            String target = entry.targetName() == null ? entry.targetId() : entry.targetName();
            return new Kind(entry.action(), entry.reason(), entry.actor(), entry.address(), entry.orgId(), target);
        }
    }

    /** A row and the occurrences that it does not have yet. */
    private static final class Pending {
        private final AuditRow row;
        private long missing = 1;
        private Instant lastAt;
        private boolean inserted;
        private long writtenAt;

        Pending(AuditRow row) {
            this.row = row;
            lastAt = row.lastAt();
        }
    }

    /** For the container's proxies. */
    protected FailureBuffer() {}

    @Inject
    FailureBuffer(Configuration configuration, Instance<FailureWriter> writer) {
        budget = new RowBudget(configuration.get(AuditSettings.FAILURES));
        this.writer = writer;
    }

    FailureBuffer(int most, LongSupplier millis) {
        budget = new RowBudget(most);
        this.millis = millis;
    }

    @Produces
    static ScheduledJob job(FailureBuffer failures) {
        return new ScheduledJob("audit-failures", Duration.ofSeconds(1), failures::flush).withLastCall();
    }

    synchronized void add(AuditEntry entry, Instant now) {
        if (!entry.failed()) {
            // an act has a row of its own, however many there are
            AuditRow row = AuditRow.of(entry, now);
            kinds.put(
                    new Kind(entry.action(), null, entry.actor(), entry.address(), entry.orgId(), row.id()),
                    new Pending(row));
            return;
        }
        if (repeats(entry, now) || begins(entry, false, now)) {
            return;
        }
        AuditEntry several = AuditEntry.of(entry.action()).on(null, SEVERAL).failed(entry.reason());
        AuditEntry ofAddress = entry.address() == null ? several : several.from(RowBudget.group(entry.address()));
        if (repeats(ofAddress, now) || begins(ofAddress, true, now) || repeats(several, now)) {
            return;
        }
        put(several, now);
    }

    /** Counts a failure that has a row. @return whether there is one */
    private boolean repeats(AuditEntry entry, Instant now) {
        Pending known = kinds.get(Kind.of(entry));
        if (known == null) {
            return false;
        }
        known.missing++;
        known.lastAt = now;
        return true;
    }

    /** Begins a row for a failure. @param several whether other failures of the address will share it @return whether there is room */
    private boolean begins(AuditEntry entry, boolean several, Instant now) {
        if (!budget.take(entry.action(), entry.address(), several)) {
            return false;
        }
        put(entry, now);
        return true;
    }

    private void put(AuditEntry entry, Instant now) {
        kinds.put(Kind.of(entry), new Pending(AuditRow.of(entry, now)));
    }

    /** Writes what is due; what cannot be written stays for the next time. Called outside of a transaction. */
    void flush() {
        try {
            flush(writer.get());
            failing.set(false);
        } catch (RuntimeException failed) {
            if (failing.compareAndSet(false, true)) {
                LOG.log(
                        DatabaseException.logLevel(failed),
                        failed,
                        () -> "failures cannot be written to the audit trail; logged once");
            }
        }
    }

    void flush(FailureWriter target) {
        long now = millis.getAsLong();
        List<Pending> due = due(now);
        List<AuditRow> inserts = new ArrayList<>();
        List<AuditRow> repeats = new ArrayList<>();
        Map<Pending, Long> written = new LinkedHashMap<>();
        synchronized (this) {
            for (Pending one : due) {
                AuditRow row = one.row;
                AuditRow counted =
                        new AuditRow(row.id(), row.createdAt(), one.lastAt, one.missing, row.action(), row.entry());
                (one.inserted ? repeats : inserts).add(counted);
                written.put(one, one.missing);
            }
        }
        if (!due.isEmpty()) {
            target.write(inserts, repeats);
        }
        synchronized (this) {
            written.forEach((one, times) -> {
                one.missing -= times;
                one.inserted = true;
                one.writtenAt = now;
            });
            kinds.values().removeIf(one -> one.inserted && !one.row.entry().failed());
            endWindow(now);
        }
    }

    private synchronized List<Pending> due(long now) {
        boolean all = now >= windowEnds;
        return kinds.values().stream()
                .filter(one -> one.missing > 0 && (all || !one.inserted || now - one.writtenAt >= UPDATE_MILLIS))
                .toList();
    }

    /** At the end of a window every kind begins anew. */
    private void endWindow(long now) {
        if (now >= windowEnds) {
            kinds.values().removeIf(one -> one.inserted && one.missing == 0);
            budget.clear();
            kinds.values().forEach(one -> {
                AuditEntry left = one.row.entry();
                budget.count(left.action(), left.address());
            });
            windowEnds = now + WINDOW_MILLIS;
        }
    }
}
