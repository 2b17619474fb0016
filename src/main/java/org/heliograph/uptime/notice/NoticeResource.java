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

    @GET
    public JsonArray list(@QueryParam("status_page_id") String pageId) {
        caller.requirePlatformAdmin();
        return reader.list(kind(), pageId);
    }

    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return reader.find(kind(), id)
                .orElseThrow(() -> ApiException.notFound("There is no such " + kind().word() + "."));
    }

    @POST
    public Response create(Body body) {
        caller.requirePlatformAdmin();
        NoticeService.Written made = bulletins().create(body);
        return said(made.id(), "created")
                .with("id", made.id())
                .with(kind().word(), made.bulletin())
                .created();
    }

    @PUT
    @Path("{id}")
    public JsonObject change(@PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        return said(id, "updated")
                .with(kind().word(), bulletins().change(id, body).bulletin())
                .ok();
    }

    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        bulletins().delete(id);
        return said(id, "deleted").ok();
    }

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
