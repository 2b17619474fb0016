package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.event.Timestamps;
import org.heliograph.persistence.SqlTemplate;
import org.heliograph.platform.ScheduledJob;

/** Starts and completes maintenances by their schedule. Every node runs it; each maintenance is advanced by one of them. */
@ApplicationScoped
public class MaintenanceService {
    /** Plain SQL, since the lock mode of JPA that skips locked rows waits for them on H2. */
    private static final String DUE = "select id from maintenance where (status = 'scheduled' and scheduled_start <= ?)"
            + " or (status = 'in_progress' and scheduled_end <= ?)"
            + " order by id fetch first 100 rows only for update skip locked";

    @Inject
    private SqlTemplate sql;

    @Inject
    private NoticeRepository notices;

    @Inject
    private NoticeService service;

    @Inject
    private SubscriberNotifier subscribers;

    @Inject
    private Clock clock;

    @Produces
    static ScheduledJob job(MaintenanceService maintenances) {
        return new ScheduledJob("maintenances", Duration.ofSeconds(1), maintenances::advanceDue);
    }

    /** Starts and completes at most 100 due maintenances that no other transaction has locked. @return how many it advanced */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int advanceDue() {
        Instant now = Timestamps.now(clock);
        int advanced = 0;
        for (String id : sql.query(DUE, row -> row.text("id"), now, now)) {
            advanced += advance((Maintenance) notices.lock(NoticeType.MAINTENANCE, id), now) ? 1 : 0;
        }
        return advanced;
    }

    /** Checks again whether it is due, since the row may have changed before it was locked. */
    private boolean advance(Maintenance maintenance, Instant now) {
        if (maintenance.getStatus().equals(Maintenance.SCHEDULED)
                && !maintenance.getScheduledStart().isAfter(now)) {
            announce(maintenance, Maintenance.IN_PROGRESS, "The maintenance has begun.");
            return true;
        }
        if (maintenance.getStatus().equals(Maintenance.IN_PROGRESS)
                && !maintenance.getScheduledEnd().isAfter(now)) {
            announce(maintenance, Maintenance.COMPLETED, "The maintenance is completed.");
            return true;
        }
        return false;
    }

    /** The messages are translated in mails: {@code uptime/subscriber/en.properties} has the same. */
    private void announce(Maintenance maintenance, String status, String message) {
        service.addUpdate(maintenance, status, message);
        subscribers.updated(maintenance, message);
    }
}
