package org.heliograph.uptime.incident;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.bulletin.BulletinResource;
import org.heliograph.uptime.bulletin.Bulletins;

/** {@code /v1/admin/incidents}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/incidents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IncidentResource extends BulletinResource {
    @Inject
    private Incidents incidents;

    @Override
    protected Bulletins<?, ?> bulletins() {
        return incidents;
    }
}
