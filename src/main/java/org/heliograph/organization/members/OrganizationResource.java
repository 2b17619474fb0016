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

/** {@code /api/organizations}: those of the caller; new ones, for administrators of the installation. */
@Path("organizations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OrganizationResource {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    @Inject
    private OrganizationRepository organizations;

    @Inject
    private InvitationLinks links;

    @Inject
    private CurrentCaller caller;

    @Inject
    @Claim(standard = Claims.sub)
    private String userId;

    @GET
    public JsonObject list() {
        return Envelope.of(organizations.of(caller.get()));
    }

    @POST
    public Response create(Body body, @Context UriInfo request) {
        if (!caller.get().isPlatformAdmin()) {
            throw ApiException.forbidden("Only administrators of the installation make organisations.");
        }
        String id = body.has("id") ? body.string("id", 64) : UUID.randomUUID().toString();
        if (!ID.matcher(id).matches()) {
            throw Body.invalid("The field id must be of lower-case letters, digits, - and _.");
        }
        String name = body.string("name", 200);
        OrganizationRepository.Created created =
                organizations.create(id, name, EmailAddress.read(body, "owner_email"), userId);
        JsonObjectBuilder answer = JsonText.object().add("organization", row(created.organization()));
        created.invitation().ifPresent(issued -> answer.add("invitation", links.json(issued, request)));
        return Response.status(Response.Status.CREATED)
                .entity(Envelope.of(answer.build()))
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
