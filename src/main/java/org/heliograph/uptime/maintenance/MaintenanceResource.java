package org.heliograph.uptime.maintenance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.bulletin.BulletinResource;
import org.heliograph.uptime.bulletin.Bulletins;

/** {@code /v1/admin/maintenances}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/maintenances")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MaintenanceResource extends BulletinResource {
    @Inject
    private Maintenances maintenances;

    @Override
    protected Bulletins<?, ?> bulletins() {
        return maintenances;
    }
}
