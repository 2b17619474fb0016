package org.heliograph.uptime.monitor.admin;

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
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Done;
import org.heliograph.rest.Root;
import org.heliograph.uptime.monitor.Monitors;

/** {@code /v1/admin/monitors}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/monitors")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MonitorResource {
    @Inject
    private Monitors monitors;

    @Inject
    private MonitorEditor editor;

    @Inject
    private CurrentCaller caller;

    @GET
    public JsonArray list() {
        caller.requirePlatformAdmin();
        JsonArrayBuilder all = JsonText.array();
        monitors.list().forEach(monitor -> all.add(MonitorJson.of(monitor)));
        return all.build();
    }

    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return monitors.find(id)
                .map(MonitorJson::of)
                .orElseThrow(() -> ApiException.notFound("There is no such monitor."));
    }

    @POST
    public Response create(Body body) {
        caller.requirePlatformAdmin();
        String id = editor.create(body);
        return Done.saying("Monitor '" + id + "' created").with("id", id).created();
    }

    @PUT
    @Path("{id}")
    public JsonObject change(@PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        editor.change(id, body);
        return Done.saying("Monitor '" + id + "' updated").ok();
    }

    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        editor.delete(id);
        return Done.saying("Monitor '" + id + "' deleted").ok();
    }
}
