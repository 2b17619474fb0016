package org.heliograph.organization.members;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.organization.Organization;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;

/** {@code /api/organizations}: lists the caller's organisations; creates organisations, for platform administrators. */
@Path("organizations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrganizationResource {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    @Inject
    private OrganizationRepository organizations;

    @Inject
    private InvitationResponse invitationResponse;

    @Inject
    private CurrentCaller caller;

    @Inject
    @Claim(standard = Claims.sub)
    private String userId;

    @Inject
    private Clock clock;

    @GET
    public JsonObject list() {
        return Envelope.of(organizations.of(caller.get()));
    }

    @POST
    public Response create(Body body, @Context UriInfo request) {
        if (!caller.get().isPlatformAdmin()) {
            throw ApiException.forbidden("Only platform administrators may create organisations.");
        }
        String id = body.has("id") ? body.string("id", 64) : UUID.randomUUID().toString();
        if (!ID.matcher(id).matches()) {
            throw Body.invalid("The field id may contain only lower-case letters, digits, - and _.");
        }
        String name = body.string("name", 200);
        String ownerEmail = EmailAddress.read(body, "owner_email");
        Organization organization = new Organization(id, name, false, Timestamps.now(clock));
        Optional<Invitation> ownerInvitation = organizations.create(organization, ownerEmail, userId);
        JsonObjectBuilder data = JsonText.object().add("organization", row(organization));
        ownerInvitation.ifPresent(invitation -> data.add("invitation", invitationResponse.of(invitation, request)));
        return Response.status(Response.Status.CREATED)
                .entity(Envelope.of(data.build()))
                .build();
    }

    private static JsonObject row(Organization organization) {
        return JsonText.object()
                .add("id", organization.getId())
                .add("name", organization.getName())
                .add("created_at", Timestamps.format(organization.getCreatedAt()))
                .build();
    }
}
