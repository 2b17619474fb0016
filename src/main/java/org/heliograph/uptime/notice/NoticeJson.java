package org.heliograph.uptime.notice;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.uptime.monitor.IdList;

/** Notices in answers, and the payloads of their events. */
final class NoticeJson {
    private NoticeJson() {}

    /** A notice with its timeline, as answers show it. */
    static JsonObject answer(Notice notice, List<? extends NoticeUpdate> updates) {
        return json(notice, updates, false);
    }

    /** The payload of {@code …-created}, the only event that carries updates in the notice. */
    static JsonObject created(String slug, Notice notice, NoticeUpdate first) {
        return payload(slug)
                .add(notice.type().noun(), json(notice, List.of(first), true))
                .build();
    }

    /** The payload of {@code …-updated}. */
    static JsonObject updated(String slug, Notice notice) {
        return payload(slug).add(notice.type().noun(), withoutUpdates(notice)).build();
    }

    /** The payload of {@code …-update-added}. */
    static JsonObject updateAdded(String slug, Notice notice, NoticeUpdate update) {
        return payload(slug)
                .add(notice.type().noun(), withoutUpdates(notice))
                .add("update", json(notice.type(), update))
                .build();
    }

    /** The payload of {@code …-update-deleted}. */
    static JsonObject updateDeleted(String slug, Notice notice, String updateId) {
        return payload(slug)
                .add(notice.type().noun() + "Id", notice.getId())
                .add("updateId", updateId)
                .add(notice.type().noun(), withoutUpdates(notice))
                .build();
    }

    /** The payload of {@code …-deleted}. */
    static JsonObject deleted(String slug, Notice notice) {
        return payload(slug).add(notice.type().noun() + "Id", notice.getId()).build();
    }

    private static JsonObjectBuilder payload(String slug) {
        return JsonText.object().add("slug", slug);
    }

    private static JsonObject withoutUpdates(Notice notice) {
        return json(notice, List.of(), true);
    }

    /** @param event whether it is for an event: an incident then comes without {@code suppress_notifications} */
    private static JsonObject json(Notice notice, List<? extends NoticeUpdate> updates, boolean event) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", notice.getId())
                .add("status_page_id", notice.getStatusPageId())
                .add("title", notice.getTitle())
                .add("status", notice.getStatus());
        if (notice instanceof Incident incident) {
            json.add("severity", incident.getSeverity());
        } else if (notice instanceof Maintenance maintenance) {
            addTime(json, "scheduled_start", maintenance.getScheduledStart());
            addTime(json, "scheduled_end", maintenance.getScheduledEnd());
            addSeries(json, maintenance);
        }
        json.add("affected_monitors", IdList.json(notice.getAffectedMonitors()));
        if (!event || notice instanceof Maintenance) {
            json.add("suppress_notifications", notice.isSuppressNotifications());
        }
        json.add("created_at", Timestamps.format(notice.getCreatedAt()))
                .add("updated_at", Timestamps.format(notice.getUpdatedAt()));
        addTime(json, notice.type().closedField(), notice.getClosedAt());
        JsonArrayBuilder timeline = JsonText.array();
        updates.forEach(update -> timeline.add(json(notice.type(), update)));
        return json.add("updates", timeline).build();
    }

    /** A single maintenance has no fields of a series. */
    private static void addSeries(JsonObjectBuilder json, Maintenance maintenance) {
        if (maintenance.getSeriesId() != null) {
            json.add("series_id", maintenance.getSeriesId())
                    .add("recurrence", maintenance.getRecurrence().json());
        }
    }

    private static JsonObject json(NoticeType type, NoticeUpdate update) {
        return JsonText.object()
                .add("id", update.getId())
                .add(type.noun() + "_id", update.getNoticeId())
                .add("status", update.getStatus())
                .add("message", update.getMessage())
                .add("created_at", Timestamps.format(update.getCreatedAt()))
                .build();
    }

    private static void addTime(JsonObjectBuilder json, String name, Instant time) {
        json.add(name, JsonText.value(time == null ? null : Timestamps.format(time)));
    }
}
