package org.heliograph.uptime.notice;

import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.Form;
import org.heliograph.uptime.monitor.IdList;

/** What is particular about incidents. */
public final class IncidentKind implements NoticeKind<Incident, IncidentUpdate> {
    private static final List<String> SEVERITIES = List.of("minor", "major", "critical");

    @Override
    public String word() {
        return "incident";
    }

    @Override
    public Class<Incident> bulletins() {
        return Incident.class;
    }

    @Override
    public Class<IncidentUpdate> updates() {
        return IncidentUpdate.class;
    }

    @Override
    public List<String> statuses() {
        return List.of("investigating", "identified", "monitoring", "resolved");
    }

    @Override
    public Set<String> closing() {
        return Set.of("resolved");
    }

    @Override
    public String firstStatus() {
        return null;
    }

    @Override
    public String beginField() {
        return "createdAt";
    }

    @Override
    public String endField() {
        return "resolvedAt";
    }

    @Override
    public Incident create(String id, String pageId, Instant now) {
        return new Incident(id, pageId, now);
    }

    @Override
    public IncidentUpdate createUpdate(
            String id, String bulletinId, int ordinal, String status, String message, Instant now) {
        return new IncidentUpdate(id, bulletinId, ordinal, status, message, now);
    }

    @Override
    public void fill(Incident incident, Form form) {
        form.need("severity").oneOf("severity", SEVERITIES).ifPresent(incident::setSeverity);
    }

    @Override
    public void describe(Incident incident, JsonObjectBuilder json, boolean told) {
        json.add("id", incident.getId())
                .add("status_page_id", incident.getStatusPageId())
                .add("title", incident.getTitle())
                .add("status", incident.getStatus())
                .add("severity", incident.getSeverity())
                .add("affected_monitors", IdList.json(incident.getAffectedMonitors()));
        if (!told) {
            json.add("suppress_notifications", incident.isSuppressNotifications());
        }
        json.add("created_at", Timestamps.format(incident.getCreatedAt()))
                .add("updated_at", Timestamps.format(incident.getUpdatedAt()));
        NoticeJson.time(json, "resolved_at", incident.getResolvedAt());
    }
}
