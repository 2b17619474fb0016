package org.heliograph.uptime.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Done;
import org.heliograph.rest.Root;
import org.heliograph.uptime.monitor.IdList;

/** {@code /v1/admin/status-pages}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/status-pages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PageResource {
    @Inject
    private Pages pages;

    @Inject
    private PageEditor editor;

    @Inject
    private CurrentCaller caller;

    @GET
    public JsonArray list() {
        caller.requirePlatformAdmin();
        JsonArrayBuilder all = JsonText.array();
        pages.list().forEach(page -> all.add(json(page)));
        return all.build();
    }

    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return pages.findById(id)
                .map(PageResource::json)
                .orElseThrow(() -> ApiException.notFound("There is no such status page."));
    }

    @POST
    public Response create(Body body) {
        caller.requirePlatformAdmin();
        String id = editor.create(body);
        return Done.saying("Status page '" + id + "' created").with("id", id).created();
    }

    @PUT
    @Path("{id}")
    public JsonObject change(@PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        editor.change(id, body);
        return Done.saying("Status page '" + id + "' updated").ok();
    }

    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        editor.delete(id);
        return Done.saying("Status page '" + id + "' deleted").ok();
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
