package org.heliograph.alert.refusal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.ScheduledJob;

/** Keeps the refused reports of the last week. The first of each kind is logged. */
@ApplicationScoped
public class RefusalService {
    private static final Logger LOG = Logger.getLogger(RefusalService.class.getName());
    private static final Duration RETENTION = Duration.ofDays(7);

    /** Kinds of one body that are kept; the reports of further ones are counted with the last. */
    private static final int MAX_KINDS_OF_BODY = 20;

    @Inject
    private RefusalRepository repository;

    @Inject
    private Clock clock;

    private final AtomicBoolean failing = new AtomicBoolean();

    /** For the container. */
    protected RefusalService() {}

    RefusalService(RefusalRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Produces
    static ScheduledJob job(RefusalService refusals) {
        return new ScheduledJob("alert-refusal-retention", Duration.ofHours(1), refusals::purge);
    }

    /** Counts refused reports. A failure of the database is logged once: it must not fail what could be taken. */
    public void record(List<Refusal> refused) {
        Map<String, Refusal> kinds = new LinkedHashMap<>();
        for (Refusal refusal : refused) {
            String kind = refusal.source() + '\n' + refusal.message();
            if (kinds.size() < MAX_KINDS_OF_BODY || kinds.containsKey(kind)) {
                kinds.merge(kind, refusal, RefusalService::sum);
            }
        }
        try {
            kinds.values().forEach(this::add);
            failing.set(false);
        } catch (RuntimeException failed) {
            if (failing.compareAndSet(false, true)) {
                LOG.log(
                        DatabaseException.logLevel(failed),
                        failed,
                        () -> "Refused reports cannot be stored; logged once until they can");
            }
        }
    }

    private static Refusal sum(Refusal first, Refusal second) {
        return new Refusal(first.source(), first.message(), first.example(), first.reports() + second.reports());
    }

    private void add(Refusal refusal) {
        Refusal added = repository.add(refusal, Timestamps.now(clock));
        if (added != null) {
            LOG.warning(() -> "Refused a report of " + added.source() + ": " + added.message()
                    + " Further ones are counted on the alerts page.");
        }
    }

    /** {@code [{"source","message","example","reports","first_at","last_at"}]}, the most recent kind first. */
    JsonArray list() {
        JsonArrayBuilder rows = JsonText.array();
        for (RefusalRepository.Row row : repository.list()) {
            Refusal refusal = row.refusal();
            rows.add(JsonText.object()
                    .add("source", refusal.source())
                    .add("message", refusal.message())
                    .add("example", refusal.example())
                    .add("reports", refusal.reports())
                    .add("first_at", Timestamps.format(row.firstAt()))
                    .add("last_at", Timestamps.format(row.lastAt())));
        }
        return rows.build();
    }

    /** Forgets what was refused until now, once its senders are corrected. */
    void clear() {
        Instant now = Timestamps.now(clock);
        repository.deleteBefore(now.plusMillis(1));
    }

    void purge() {
        repository.deleteBefore(clock.instant().minus(RETENTION));
    }
}
