package org.heliograph.uptime.admin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.monitor.MonitorRepository;

/** {@code /v1/admin/groups}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/groups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
@Schema(ref = "Group")
public class GroupResource extends AdminResource {
    @Inject
    private MonitorRepository monitors;

    @Inject
    private GroupEditor editor;

    @Override
    protected Editor<?> editor() {
        return editor;
    }

    @Override
    protected Stream<JsonObject> all() {
        return monitors.listGroups().stream().map(MonitorJson::of);
    }

    @Override
    protected Optional<JsonObject> find(String id) {
        return monitors.findGroup(id).map(MonitorJson::of);
    }
}
