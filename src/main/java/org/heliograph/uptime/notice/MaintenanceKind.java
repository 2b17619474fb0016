package org.heliograph.uptime.notice;

import jakarta.json.JsonObjectBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.Form;
import org.heliograph.uptime.monitor.IdList;

/** What is particular about maintenances. */
public final class MaintenanceKind implements NoticeKind<Maintenance, MaintenanceUpdate> {
    static final String SCHEDULED = "scheduled";
    static final String IN_PROGRESS = "in_progress";
    static final String COMPLETED = "completed";

    private static final String CANCELLED = "cancelled";
    private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");

    @Override
    public String word() {
        return "maintenance";
    }

    @Override
    public Class<Maintenance> bulletins() {
        return Maintenance.class;
    }

    @Override
    public Class<MaintenanceUpdate> updates() {
        return MaintenanceUpdate.class;
    }

    @Override
    public List<String> statuses() {
        return List.of(SCHEDULED, IN_PROGRESS, COMPLETED, CANCELLED);
    }

    @Override
    public Set<String> closing() {
        return Set.of(COMPLETED, CANCELLED);
    }

    @Override
    public String firstStatus() {
        return SCHEDULED;
    }

    @Override
    public String beginField() {
        return "scheduledStart";
    }

    @Override
    public String endField() {
        return "scheduledEnd";
    }

    @Override
    public Maintenance create(String id, String pageId, Instant now) {
        return new Maintenance(id, pageId, now);
    }

    @Override
    public MaintenanceUpdate createUpdate(
            String id, String bulletinId, int ordinal, String status, String message, Instant now) {
        return new MaintenanceUpdate(id, bulletinId, ordinal, status, message, now);
    }

    @Override
    public void fill(Maintenance maintenance, Form form) {
        form.need("scheduled_start", "scheduled_end");
        time(form, "scheduled_start").ifPresent(maintenance::setScheduledStart);
        time(form, "scheduled_end").ifPresent(maintenance::setScheduledEnd);
        Instant start = maintenance.getScheduledStart();
        Instant end = maintenance.getScheduledEnd();
        if (start != null && end != null && !end.isAfter(start)) {
            form.wrong("scheduled_end must be after scheduled_start");
        }
    }

    private static Optional<Instant> time(Form form, String field) {
        return form.secret(field, 1, 100).flatMap(text -> {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
                if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                    return Optional.of(time);
                }
            } catch (DateTimeException noTime) {
                // said below
            }
            form.wrong(field + " must be a time like 2026-03-10T02:00:00.000Z");
            return Optional.empty();
        });
    }

    @Override
    public void describe(Maintenance maintenance, JsonObjectBuilder json, boolean told) {
        json.add("id", maintenance.getId())
                .add("status_page_id", maintenance.getStatusPageId())
                .add("title", maintenance.getTitle())
                .add("status", maintenance.getStatus());
        NoticeJson.time(json, "scheduled_start", maintenance.getScheduledStart());
        NoticeJson.time(json, "scheduled_end", maintenance.getScheduledEnd());
        json.add("affected_monitors", IdList.json(maintenance.getAffectedMonitors()))
                .add("suppress_notifications", maintenance.isSuppressNotifications())
                .add("created_at", Timestamps.format(maintenance.getCreatedAt()))
                .add("updated_at", Timestamps.format(maintenance.getUpdatedAt()));
        NoticeJson.time(json, "completed_at", maintenance.getCompletedAt());
    }
}
