package org.heliograph.uptime.subscriber;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ListPage;
import org.heliograph.rest.WriteResponse;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.page.PageView;
import org.heliograph.uptime.page.StatusPageRepository;

/** {@code /v1/admin/status-pages/{page}/subscribers}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/status-pages/{page}/subscribers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
public class SubscriberAdminResource {
    @Inject
    private SubscriberRepository subscribers;

    @Inject
    private StatusPageRepository pages;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "Who gets the incidents and maintenances of a page by mail, by address")
    @APIResponse(responseCode = "200", ref = "Subscribers")
    @GET
    public Response list(@PathParam("page") String pageId, @Context UriInfo uri) {
        caller.requirePlatformAdmin();
        String id = page(pageId).id();
        ListPage part = ListPage.of(uri);
        return part.respond(
                new ListPage.Rows<>(
                        subscribers.list(id, part), row -> List.of(row.email()), SubscriberAdminResource::json),
                rows -> JsonText.object()
                        .add("subscribers", rows)
                        .add("confirmed", subscribers.countConfirmed(id))
                        .add("pending", subscribers.countPending(id))
                        .build());
    }

    private static JsonObject json(SubscriberRepository.Listed row) {
        Instant confirmed = row.confirmedAt();
        return JsonText.object()
                .add("id", row.id())
                .add("email", row.email())
                .add("language", row.language())
                .add("created_at", Timestamps.format(row.createdAt()))
                .add("confirmed_at", JsonText.value(confirmed == null ? null : Timestamps.format(confirmed)))
                .build();
    }

    @Audited(AuditAction.SUBSCRIBER_REMOVE)
    @Operation(summary = "Remove a subscriber")
    @APIResponse(responseCode = "200", ref = "Written")
    @DELETE
    @Path("{id}")
    public JsonObject remove(@PathParam("page") String pageId, @PathParam("id") String id) {
        caller.requirePlatformAdmin();
        subscribers.remove(page(pageId), id);
        return WriteResponse.saying("Subscriber removed").ok();
    }

    private PageView page(String id) {
        return pages.findById(id).orElseThrow(() -> ApiException.notFound("There is no such status page."));
    }
}
