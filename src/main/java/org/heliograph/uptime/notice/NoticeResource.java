package org.heliograph.uptime.notice;

import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.WriteResponse;

/** What administrators of the installation call for bulletins of a kind; the path is the subclass's. */
public abstract class NoticeResource {
    @Inject
    private NoticeRepository reader;

    @Inject
    private CurrentCaller caller;

    /** Those that it writes. */
    protected abstract NoticeService<?, ?> bulletins();

    @Operation(summary = "All of the kind")
    @APIResponse(responseCode = "200", ref = "AdminList")
    @GET
    public JsonArray list(@QueryParam("status_page_id") String pageId) {
        caller.requirePlatformAdmin();
        return reader.list(kind(), pageId);
    }

    @Operation(summary = "One by its id")
    @APIResponse(responseCode = "200", ref = "AdminItem")
    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return reader.find(kind(), id)
                .orElseThrow(() -> ApiException.notFound("There is no such " + kind().word() + "."));
    }

    @Operation(summary = "Create with its first update")
    @APIResponse(responseCode = "201", ref = "Written")
    @POST
    public Response create(Body body) {
        caller.requirePlatformAdmin();
        NoticeService.Written made = bulletins().create(body);
        return said(made.id(), "created")
                .with("id", made.id())
                .with(kind().word(), made.bulletin())
                .created();
    }

    @Operation(summary = "Change the fields that are sent")
    @APIResponse(responseCode = "200", ref = "Written")
    @PUT
    @Path("{id}")
    public JsonObject change(@PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        return said(id, "updated")
                .with(kind().word(), bulletins().change(id, body).bulletin())
                .ok();
    }

    @Operation(summary = "Delete with its updates")
    @APIResponse(responseCode = "200", ref = "Written")
    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        bulletins().delete(id);
        return said(id, "deleted").ok();
    }

    @Operation(summary = "Add an update")
    @Schema(ref = "NoticeUpdate")
    @APIResponse(responseCode = "201", ref = "Written")
    @POST
    @Path("{id}/updates")
    public Response addUpdate(@PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        NoticeService.Written added = bulletins().addUpdate(id, body);
        return WriteResponse.saying("Update added to " + kind().word() + " '" + id + "'")
                .with("updateId", added.id())
                .with(kind().word(), added.bulletin())
                .created();
    }

    @Operation(summary = "Delete an update")
    @APIResponse(responseCode = "200", ref = "Written")
    @DELETE
    @Path("{id}/updates/{update}")
    public JsonObject deleteUpdate(@PathParam("id") String id, @PathParam("update") String updateId) {
        caller.requirePlatformAdmin();
        JsonObject left = bulletins().deleteUpdate(id, updateId).bulletin();
        return WriteResponse.saying("Update '" + updateId + "' deleted from " + kind().word() + " '" + id + "'")
                .with(kind().word(), left)
                .ok();
    }

    private NoticeKind<?, ?> kind() {
        return bulletins().kind();
    }

    private WriteResponse said(String id, String what) {
        String word = kind().word();
        return WriteResponse.saying(
                word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + " '" + id + "' " + what);
    }
}
