package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.heliograph.rest.FieldReader;
import org.heliograph.uptime.admin.MonitorReferences;
import org.heliograph.uptime.recurrence.Recurrence;
import org.heliograph.uptime.recurrence.RecurrenceParser;

/** Reads the bodies that write notices. Invalid fields are reported to the form. */
@ApplicationScoped
public class NoticeParser {
    private static final List<String> SEVERITIES = List.of("minor", "major", "critical");
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_MESSAGE = 10_000;
    /** Fields of answers, which scripts send back, and the message, which only a new notice reads. */
    private static final String[] ANSWERED = {
        "id", "created_at", "updated_at", "resolved_at", "completed_at", "updates", "message"
    };

    private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");

    @Inject
    private MonitorReferences references;

    /** Copies the fields that were sent into a notice, except its status, which only updates change. */
    void fill(Notice notice, FieldReader form) {
        form.need("title").ignore(ANSWERED);
        form.text("title", LONGEST_TITLE).ifPresent(notice::setTitle);
        form.flag("suppress_notifications").ifPresent(notice::setSuppressNotifications);
        // a monitor may have been deleted since; that it was affected stays true
        references.read(form, "affected_monitors", notice.getAffectedMonitors()).ifPresent(notice::setAffectedMonitors);
        fillDetails(notice, form);
    }

    /** Copies the fields that only one type of notice has. */
    static void fillDetails(Notice notice, FieldReader form) {
        if (notice instanceof Incident incident) {
            form.need("severity").oneOf("severity", SEVERITIES).ifPresent(incident::setSeverity);
        } else if (notice instanceof Maintenance maintenance) {
            fillSchedule(maintenance, form);
        }
    }

    private static void fillSchedule(Maintenance maintenance, FieldReader form) {
        if (maintenance.getSeriesId() != null) {
            requireUnchanged(form, "series_id", maintenance.getSeriesId(), "cannot be changed");
            form.object("recurrence").ifPresent(sent -> requireSame(maintenance.getRecurrence(), sent, form));
        } else if (form.sent("recurrence")) {
            form.wrong("recurrence cannot be added to a single maintenance");
        }
        form.need("scheduled_start", "scheduled_end");
        time(form, "scheduled_start").ifPresent(maintenance::setScheduledStart);
        time(form, "scheduled_end").ifPresent(maintenance::setScheduledEnd);
        Instant start = maintenance.getScheduledStart();
        Instant end = maintenance.getScheduledEnd();
        if (start != null && end != null && !end.isAfter(start)) {
            form.wrong("scheduled_end must be after scheduled_start");
        }
    }

    private static void requireSame(Recurrence recurrence, FieldReader sent, FieldReader form) {
        Optional<Recurrence> read = RecurrenceParser.read(sent);
        form.include("recurrence", sent);
        if (read.isPresent() && !read.get().equals(recurrence)) {
            form.wrong("recurrence changes with apply_to series only");
        }
    }

    /** Copies the fields that the occurrences of a series share. @param series not null */
    void fill(MaintenanceSeries series, FieldReader form) {
        form.need("title", "recurrence").ignore(ANSWERED);
        form.text("title", LONGEST_TITLE).ifPresent(series::setTitle);
        form.text("message", LONGEST_MESSAGE).ifPresent(series::setMessage);
        form.flag("suppress_notifications").ifPresent(series::setSuppressNotifications);
        references.read(form, "affected_monitors", series.getAffectedMonitors()).ifPresent(series::setAffectedMonitors);
        form.object("recurrence").ifPresent(sent -> {
            RecurrenceParser.read(sent).ifPresent(series::setRecurrence);
            form.include("recurrence", sent);
        });
        if (form.cleared("recurrence")) {
            form.wrong("recurrence is required");
        }
    }

    private static Optional<Instant> time(FieldReader form, String field) {
        return form.secret(field, 1, 100).flatMap(text -> {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
                if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                    return Optional.of(time);
                }
            } catch (DateTimeException invalidTime) {
                // reported below
            }
            form.wrong(field + " must be a time like 2026-03-10T02:00:00.000Z");
            return Optional.empty();
        });
    }

    /** The status of an update; null when it is invalid. @param initial for a body without one; null to require it */
    static String status(FieldReader form, NoticeType type, String initial) {
        if (initial == null) {
            form.need("status");
        }
        return form.oneOf("status", type.statuses()).orElse(initial);
    }

    /** The message of an update. */
    static String message(FieldReader form) {
        return form.need("message").text("message", LONGEST_MESSAGE).orElse("");
    }

    /** Reports a field that was sent with another value than it has. */
    static void requireUnchanged(FieldReader form, String field, String value, String problem) {
        boolean same =
                form.secret(field, 0, Integer.MAX_VALUE).filter(value::equals).isPresent();
        if (form.sent(field) && !same) {
            form.wrong(field + " " + problem);
        }
    }

    /** A series must have an occurrence that is not over. */
    static void requireOccurrence(MaintenanceSeries changed, Instant now, FieldReader form) {
        if (changed.getRecurrence() != null
                && changed.getRecurrence().notOver(now, 1).isEmpty()) {
            form.wrong("recurrence has no occurrence in the future");
        }
    }
}
