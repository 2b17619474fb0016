package org.heliograph.uptime.admin;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Body;
import org.heliograph.rest.WriteResponse;
import org.heliograph.rest.application.Root;

/** {@code /v1/admin/monitors}, {@code groups} and {@code status-pages}, for administrators of the installation. */
@Root(Root.OPEN)
@Path("admin/{kind: monitors|groups|status-pages}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
@Schema(ref = "{kind}")
public class AdminResource {
    @Inject
    private MonitorAdminService monitors;

    @Inject
    private GroupAdminService groups;

    @Inject
    private StatusPageAdminService pages;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "All of the kind")
    @APIResponse(responseCode = "200", ref = "AdminList")
    @GET
    public JsonObject list(@PathParam("kind") String kind) {
        caller.requirePlatformAdmin();
        String name = kind.equals("status-pages") ? "statusPages" : kind;
        return JsonText.object().add(name, service(kind).list()).build();
    }

    @Operation(summary = "One by its id")
    @APIResponse(responseCode = "200", ref = "AdminItem")
    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("kind") String kind, @PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return service(kind).get(id);
    }

    @Audited(AuditAction.UPTIME_CREATE)
    @Operation(summary = "Create")
    @APIResponse(responseCode = "201", ref = "Written")
    @POST
    public Response create(@PathParam("kind") String kind, Body body) {
        caller.requirePlatformAdmin();
        AdminService.Written written = service(kind).create(body);
        WriteResponse response = confirmation(service(kind).noun(), written.id(), "created");
        return withIgnored(response.with("id", written.id()), written).created();
    }

    @Audited(AuditAction.UPTIME_UPDATE)
    @Operation(summary = "Change the fields that are sent")
    @APIResponse(responseCode = "200", ref = "Written")
    @PUT
    @Path("{id}")
    public JsonObject update(@PathParam("kind") String kind, @PathParam("id") String id, Body body) {
        caller.requirePlatformAdmin();
        AdminService.Written written = service(kind).update(id, body);
        return withIgnored(confirmation(service(kind).noun(), written.id(), "updated"), written)
                .ok();
    }

    @Audited(AuditAction.UPTIME_DELETE)
    @Operation(summary = "Delete")
    @APIResponse(responseCode = "200", ref = "Written")
    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("kind") String kind, @PathParam("id") String id) {
        caller.requirePlatformAdmin();
        service(kind).delete(id);
        return confirmation(service(kind).noun(), id, "deleted").ok();
    }

    private AdminService<?> service(String kind) {
        return switch (kind) {
            case "monitors" -> monitors;
            case "groups" -> groups;
            default -> pages;
        };
    }

    private static WriteResponse withIgnored(WriteResponse response, AdminService.Written written) {
        return written.ignored().isEmpty()
                ? response
                : response.with("ignored", JsonText.array(written.ignored()).build());
    }

    /** {@code Monitor 'api' created}. @param noun in lower case */
    public static WriteResponse confirmation(String noun, String id, String operation) {
        return WriteResponse.saying(
                noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1) + " '" + id + "' " + operation);
    }
}
