package org.heliograph.operations.announcement;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.operations.question.ChannelPublisher;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/admin/announcements}: announcements, which are also published on the channel {@code announcements}. */
@Path("admin/announcements")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class AnnouncementResource {
    private static final String CHANNEL = "announcements";
    private static final Pattern ID = Pattern.compile("[\\w-]{1,64}");

    @Inject
    private CurrentCaller caller;

    @Inject
    private AnnouncementService announcements;

    @Inject
    private ChannelPublisher channels;

    @Operation(summary = "Announcements, newest first; platform role admin")
    @APIResponse(responseCode = "200", ref = "Announcements")
    @GET
    public JsonObject list() {
        caller.requirePlatformAdmin();
        JsonArrayBuilder rows = JsonText.array();
        announcements.list().forEach(one -> rows.add(one.json()));
        return Envelope.of(JsonText.object()
                .add("items", rows)
                .add("missing", JsonText.array(List.of()))
                .build());
    }

    @Audited(AuditAction.ANNOUNCEMENT_CREATE)
    @Operation(summary = "Announce something to everybody on the channel announcements; platform role admin")
    @APIResponse(responseCode = "201", ref = "Announcement")
    @POST
    public Response create(AnnouncementRequest request) {
        Caller admin = caller.requirePlatformAdmin();
        Announcement created = announcements.create(request, admin);
        channels.publish(CHANNEL, created.event("created"));
        return Response.status(Response.Status.CREATED)
                .entity(Envelope.of(created.json()))
                .build();
    }

    @Audited(AuditAction.ANNOUNCEMENT_DELETE)
    @Operation(summary = "Delete an announcement; platform role admin")
    @APIResponse(responseCode = "200", ref = "Announcement")
    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound("There is no such announcement.");
        }
        Announcement deleted = announcements.delete(id);
        channels.publish(CHANNEL, deleted.event("deleted"));
        return Envelope.of(deleted.json());
    }
}
