package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.platform.ScheduledJob;

/** Writes maintenances. At their times they go on by themselves, on whichever node sees it first. */
@ApplicationScoped
public class MaintenanceService extends NoticeService<Maintenance, MaintenanceUpdate> {
    static final MaintenanceKind KIND = new MaintenanceKind();

    /** Native, since the lock mode of JPA that skips locked rows waits for them on H2. */
    private static final String DUE =
            "select id from maintenance where (status = 'scheduled' and scheduled_start <= ?1)"
                    + " or (status = 'in_progress' and scheduled_end <= ?1)"
                    + " order by id fetch first 100 rows only for update skip locked";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clock clock;

    public MaintenanceService() {
        super(KIND);
    }

    @Produces
    static ScheduledJob job(MaintenanceService maintenances) {
        return new ScheduledJob("maintenances", Duration.ofSeconds(1), maintenances::moveOn);
    }

    /** Begins and completes those whose time has come. @return how many it moved on */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public int moveOn() {
        Instant now = Timestamps.now(clock);
        List<?> due = entities.createNativeQuery(DUE)
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        int moved = 0;
        for (Object id : due) {
            moved += moveOn(lock((String) id), now) ? 1 : 0;
        }
        return moved;
    }

    /** Looks again, since the row may have changed before it was locked. */
    private boolean moveOn(Maintenance maintenance, Instant now) {
        if (maintenance.getStatus().equals(MaintenanceKind.SCHEDULED)
                && !maintenance.getScheduledStart().isAfter(now)) {
            advance(maintenance, MaintenanceKind.IN_PROGRESS, "The maintenance has begun.");
            return true;
        }
        if (maintenance.getStatus().equals(MaintenanceKind.IN_PROGRESS)
                && !maintenance.getScheduledEnd().isAfter(now)) {
            advance(maintenance, MaintenanceKind.COMPLETED, "The maintenance is completed.");
            return true;
        }
        return false;
    }
}
