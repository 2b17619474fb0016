package org.heliograph.uptime.notice;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.ListPage;
import org.heliograph.rest.WriteResponse;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.admin.AdminResource;

/** {@code /v1/admin/incidents} and {@code maintenances}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/{type: incidents|maintenances}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
@Schema(ref = "{type}")
public class NoticeResource {
    private static final String APPLY_TO = "apply_to";

    @Inject
    private NoticeRepository notices;

    @Inject
    private MaintenanceSeriesService series;

    @Inject
    private NoticeService service;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "All of the kind")
    @APIResponse(responseCode = "200", ref = "AdminList")
    @GET
    public Response list(
            @PathParam("type") NoticeType type, @QueryParam("status_page_id") String pageId, @Context UriInfo uri) {
        caller.requirePlatformAdmin();
        ListPage page = ListPage.of(uri);
        return page.respond(
                notices.list(type, pageId, page),
                rows -> JsonText.object().add(type.plural(), rows).build());
    }

    @Operation(summary = "One by its id")
    @APIResponse(responseCode = "200", ref = "AdminItem")
    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("type") NoticeType type, @PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return notices.get(type, id);
    }

    @Audited(AuditAction.NOTICE_CREATE)
    @Operation(summary = "Create with its first update")
    @APIResponse(responseCode = "201", ref = "Written")
    @POST
    public Response create(@PathParam("type") NoticeType type, Body body) {
        caller.requirePlatformAdmin();
        boolean recurring = type == NoticeType.MAINTENANCE && body.has("recurrence");
        NoticeService.Written created = recurring ? series.create(body) : service.create(type, body);
        return AdminResource.confirmation(type.noun(), created.id(), "created")
                .with("id", created.id())
                .with(type.noun(), created.notice())
                .created();
    }

    @Audited(AuditAction.NOTICE_UPDATE)
    @Operation(
            summary =
                    "Change the fields that are sent, with apply_to series those of every occurrence that has not begun")
    @APIResponse(responseCode = "200", ref = "Written")
    @PUT
    @Path("{id}")
    public JsonObject update(@PathParam("type") NoticeType type, @PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        boolean all = type == NoticeType.MAINTENANCE && body.has(APPLY_TO);
        NoticeService.Written updated = all ? series.update(id, body) : service.update(type, id, body);
        return AdminResource.confirmation(type.noun(), updated.id(), "updated")
                .with(type.noun(), updated.notice())
                .ok();
    }

    @Audited(AuditAction.NOTICE_DELETE)
    @Operation(summary = "Delete with its updates; with apply_to=series end a recurring maintenance")
    @APIResponse(responseCode = "200", ref = "Written")
    @DELETE
    @Path("{id}")
    public JsonObject delete(
            @PathParam("type") NoticeType type, @PathParam("id") String id, @QueryParam(APPLY_TO) String scope) {
        caller.requirePlatformAdmin();
        if (scope == null) {
            service.delete(type, id);
        } else if (scope.equals(MaintenanceSeriesService.SERIES)) {
            series.end(id);
        } else {
            throw ApiException.badRequest(
                    "The parameter " + APPLY_TO + " must be " + MaintenanceSeriesService.SERIES + ".");
        }
        return AdminResource.confirmation(type.noun(), id, "deleted").ok();
    }

    @Audited(AuditAction.NOTICE_ADD_UPDATE)
    @Operation(summary = "Add an update")
    @Schema(ref = "NoticeUpdate")
    @APIResponse(responseCode = "201", ref = "Written")
    @POST
    @Path("{id}/updates")
    public Response addUpdate(@PathParam("type") NoticeType type, @PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        NoticeService.Written added = service.addUpdate(type, id, body);
        return WriteResponse.saying("Update added to " + type.noun() + " '" + id + "'")
                .with("updateId", added.id())
                .with(type.noun(), added.notice())
                .created();
    }

    @Audited(AuditAction.NOTICE_DELETE_UPDATE)
    @Operation(summary = "Delete an update")
    @APIResponse(responseCode = "200", ref = "Written")
    @DELETE
    @Path("{id}/updates/{update}")
    public JsonObject deleteUpdate(
            @PathParam("type") NoticeType type, @PathParam("id") String id, @PathParam("update") String updateId) {
        caller.requirePlatformAdmin();
        JsonObject notice = service.deleteUpdate(type, id, updateId).notice();
        return WriteResponse.saying("Update '" + updateId + "' deleted from " + type.noun() + " '" + id + "'")
                .with(type.noun(), notice)
                .ok();
    }
}
