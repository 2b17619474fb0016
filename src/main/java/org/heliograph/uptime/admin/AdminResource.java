package org.heliograph.uptime.admin;

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
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Body;
import org.heliograph.rest.WriteResponse;

/** What administrators of the installation call for things of a kind; the path is the subclass's. */
public abstract class AdminResource {
    @Inject
    private CurrentCaller caller;

    /** Writes them. */
    protected abstract Editor<?> editor();

    /** All that there are. */
    protected abstract Stream<JsonObject> all();

    /** One of them. */
    protected abstract Optional<JsonObject> find(String id);

    @Operation(summary = "All of the kind")
    @APIResponse(responseCode = "200", ref = "AdminList")
    @GET
    public JsonArray list() {
        caller.requirePlatformAdmin();
        JsonArrayBuilder list = JsonText.array();
        all().forEach(list::add);
        return list.build();
    }

    @Operation(summary = "One by its id")
    @APIResponse(responseCode = "200", ref = "AdminItem")
    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return find(id).orElseThrow(() -> editor().missing());
    }

    @Operation(summary = "Create")
    @APIResponse(responseCode = "201", ref = "Written")
    @POST
    public Response create(Body body) {
        caller.requirePlatformAdmin();
        String id = editor().create(body);
        return said(id, "created").with("id", id).created();
    }

    @Operation(summary = "Change the fields that are sent")
    @APIResponse(responseCode = "200", ref = "Written")
    @PUT
    @Path("{id}")
    public JsonObject change(@PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        editor().change(id, body);
        return said(id, "updated").ok();
    }

    @Operation(summary = "Delete")
    @APIResponse(responseCode = "200", ref = "Written")
    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        editor().delete(id);
        return said(id, "deleted").ok();
    }

    private WriteResponse said(String id, String what) {
        String noun = editor().noun();
        return WriteResponse.saying(
                noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1) + " '" + id + "' " + what);
    }
}
