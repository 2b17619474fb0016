package org.heliograph.uptime.incident;

import jakarta.enterprise.context.ApplicationScoped;
import org.heliograph.uptime.bulletin.Bulletins;

/** Writes incidents. */
@ApplicationScoped
public class Incidents extends Bulletins<Incident, IncidentUpdate> {
    static final IncidentKind KIND = new IncidentKind();

    public Incidents() {
        super(KIND);
    }
}
