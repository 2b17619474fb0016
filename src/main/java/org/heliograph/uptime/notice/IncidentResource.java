package org.heliograph.uptime.notice;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.application.Root;

/** {@code /v1/admin/incidents}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/incidents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
@Schema(ref = "Incident")
public class IncidentResource extends NoticeResource {
    @Inject
    private IncidentService incidents;

    @Override
    protected NoticeService<?, ?> bulletins() {
        return incidents;
    }
}
