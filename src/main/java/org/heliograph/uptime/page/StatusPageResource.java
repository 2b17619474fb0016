package org.heliograph.uptime.page;

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
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.admin.AdminResource;
import org.heliograph.uptime.admin.Editor;
import org.heliograph.uptime.monitor.IdList;

/** {@code /v1/admin/status-pages}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/status-pages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
@Schema(ref = "StatusPageSettings")
public class StatusPageResource extends AdminResource {
    @Inject
    private StatusPageRepository pages;

    @Inject
    private StatusPageEditor editor;

    @Override
    protected Editor<?> editor() {
        return editor;
    }

    @Override
    protected Stream<JsonObject> all() {
        return pages.list().stream().map(StatusPageResource::json);
    }

    @Override
    protected Optional<JsonObject> find(String id) {
        return pages.findById(id).map(StatusPageResource::json);
    }

    private static JsonObject json(PageView page) {
        return JsonText.object()
                .add("id", page.id())
                .add("name", page.name())
                .add("slug", page.slug())
                .add("items", IdList.json(page.items()))
                .add("leafItems", IdList.json(page.leafItems()))
                .add("protected", page.protectedPage())
                .add("reports", page.reports())
                .add("created_at", Timestamps.format(page.createdAt()))
                .add("updated_at", Timestamps.format(page.updatedAt()))
                .build();
    }
}
