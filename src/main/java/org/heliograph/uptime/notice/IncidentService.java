package org.heliograph.uptime.notice;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes incidents. */
@ApplicationScoped
public class IncidentService extends NoticeService<Incident, IncidentUpdate> {
    static final IncidentKind KIND = new IncidentKind();

    public IncidentService() {
        super(KIND);
    }
}
