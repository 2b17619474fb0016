package org.heliograph.operations.announcement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.persistence.EnumText;
import org.heliograph.rest.ApiException;
import org.heliograph.text.TextCleaner;

/** Keeps announcements, each in a transaction with its row of the audit trail. Callers check rights, and publish what is returned. */
@ApplicationScoped
public class AnnouncementService {
    static final int MOST = 200;
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final int LONGEST_CREATOR = 254;

    private AnnouncementRepository rows;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy. */
    protected AnnouncementService() {}

    @Inject
    AnnouncementService(AnnouncementRepository rows, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    /** Newest first. */
    List<Announcement> list() {
        return rows.all(MOST);
    }

    /** @throws ApiException 400 for a time that is none, or an end before the beginning, 409 when there are {@value #MOST} */
    @Transactional
    Announcement create(AnnouncementRequest request, Caller creator) {
        Instant now = Timestamps.now(clock);
        Announcement created = of(request, creator, now);
        rows.purge(now.minus(RETENTION));
        if (rows.count() >= MOST) {
            throw ApiException.conflict("There are " + MOST + " announcements; delete those that are over.");
        }
        rows.insert(created);
        audit.record(AuditEntry.of(AuditAction.ANNOUNCEMENT_CREATE)
                .on(created.id(), null)
                .created(created.json()));
        return created;
    }

    static Announcement of(AnnouncementRequest request, Caller creator, Instant now) {
        Instant since = moment("since", request.since()).orElse(now);
        Instant until = moment("until", request.until()).orElse(null);
        if (until != null && !until.isAfter(since)) {
            throw ApiException.badRequest("The field until must be later than since.");
        }
        AnnouncementRequest.Severity severity =
                request.severity() == null ? AnnouncementRequest.Severity.INFO : request.severity();
        String by = creator.email() == null ? creator.userId() : creator.email();
        return new Announcement(
                UUID.randomUUID().toString(),
                request.text(),
                EnumText.of(severity),
                TextCleaner.line(by, LONGEST_CREATOR),
                now,
                since,
                until);
    }

    private static Optional<Instant> moment(String field, Optional<String> text) {
        try {
            Optional<Instant> moment = (text == null ? Optional.<String>empty() : text)
                    .map(given -> OffsetDateTime.parse(given).toInstant().truncatedTo(ChronoUnit.MILLIS));
            if (moment.isEmpty() || Timestamps.isInRange(moment.get())) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // refused below
        }
        throw new ApiException(
                400, "INVALID_FIELD", "The field " + field + " must be a time such as 2026-03-17T10:30:45Z.");
    }

    /** @throws ApiException 404 when there is no such announcement */
    @Transactional
    Announcement delete(String id) {
        Announcement deleted =
                rows.delete(id).orElseThrow(() -> ApiException.notFound("There is no such announcement."));
        audit.record(AuditEntry.of(AuditAction.ANNOUNCEMENT_DELETE).on(id, null).deleted(deleted.json()));
        return deleted;
    }
}
