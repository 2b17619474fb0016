package org.heliograph.uptime.notice;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The types of notice, and what differs between them. */
public enum NoticeType {
    INCIDENT(
            "incident",
            Incident.class,
            IncidentUpdate.class,
            List.of("investigating", "identified", "monitoring", "resolved"),
            Set.of("resolved"),
            null,
            "createdAt",
            "closedAt",
            "resolved_at"),

    MAINTENANCE(
            "maintenance",
            Maintenance.class,
            MaintenanceUpdate.class,
            List.of(Maintenance.SCHEDULED, Maintenance.IN_PROGRESS, Maintenance.COMPLETED, Maintenance.CANCELLED),
            Set.of(Maintenance.COMPLETED, Maintenance.CANCELLED),
            Maintenance.SCHEDULED,
            "scheduledStart",
            "scheduledEnd",
            "completed_at");

    private final String noun;
    private final Class<? extends Notice> entity;
    private final Class<? extends NoticeUpdate> updateEntity;
    private final List<String> statuses;
    private final Set<String> closingStatuses;
    private final String initialStatus;
    private final String startAttribute;
    private final String endAttribute;
    private final String closedField;

    NoticeType(
            String noun,
            Class<? extends Notice> entity,
            Class<? extends NoticeUpdate> updateEntity,
            List<String> statuses,
            Set<String> closingStatuses,
            String initialStatus,
            String startAttribute,
            String endAttribute,
            String closedField) {
        this.noun = noun;
        this.entity = entity;
        this.updateEntity = updateEntity;
        this.statuses = statuses;
        this.closingStatuses = closingStatuses;
        this.initialStatus = initialStatus;
        this.startAttribute = startAttribute;
        this.endAttribute = endAttribute;
        this.closedField = closedField;
    }

    /** The type of a path segment: {@code incidents} or {@code maintenances}. JAX-RS calls it for path parameters. */
    public static NoticeType fromString(String segment) {
        return segment.equals(INCIDENT.plural()) ? INCIDENT : MAINTENANCE;
    }

    /** The name in answers, events and messages: {@code incident}. */
    public String noun() {
        return noun;
    }

    /** The name of several in paths and answers: {@code incidents}. */
    public String plural() {
        return noun + "s";
    }

    Class<? extends Notice> entity() {
        return entity;
    }

    Class<? extends NoticeUpdate> updateEntity() {
        return updateEntity;
    }

    /** The statuses that an update may have. */
    List<String> statuses() {
        return statuses;
    }

    /** The statuses that end a notice. */
    Set<String> closingStatuses() {
        return closingStatuses;
    }

    /** The statuses of a notice that has begun and is not over. */
    List<String> currentStatuses() {
        return statuses.stream()
                .filter(status -> !closingStatuses.contains(status) && !status.equals(Maintenance.SCHEDULED))
                .toList();
    }

    /** The status of a new notice whose body has none; null when it must have one. */
    String initialStatus() {
        return initialStatus;
    }

    /** The attribute with the start of the time in which a notice belongs to a month. */
    String startAttribute() {
        return startAttribute;
    }

    /** The attribute with the end of that time; null values last until now. */
    String endAttribute() {
        return endAttribute;
    }

    /** The field of answers and events with the time at which a notice was closed. */
    String closedField() {
        return closedField;
    }

    Notice create(String id, String pageId, Instant now) {
        return this == INCIDENT ? new Incident(id, pageId, now) : new Maintenance(id, pageId, now);
    }

    NoticeUpdate createUpdate(String id, String noticeId, int ordinal, String status, String message, Instant now) {
        return this == INCIDENT
                ? new IncidentUpdate(id, noticeId, ordinal, status, message, now)
                : new MaintenanceUpdate(id, noticeId, ordinal, status, message, now);
    }
}
