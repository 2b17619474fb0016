package org.heliograph.organization.members;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.json.JsonText;
import org.heliograph.mail.EmailAddress;
import org.heliograph.organization.Organization;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/organizations}: lists the caller's organisations; creates organisations, for platform administrators. */
@Path("organizations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations")
public class OrganizationResource {
    /** @param id generated when absent */
    record CreateOrganizationRequest(
            @Pattern(
                    regexp = "[a-z0-9][a-z0-9_-]{0,63}",
                    message = "may contain only lower-case letters, digits, - and _")
            String id,

            @NotBlank @Size(max = 200) String name,

            @NotBlank @Size(max = EmailAddress.MAX_LENGTH) @EmailAddress
            String ownerEmail) {}

    @Inject
    private OrganizationRepository organizations;

    @Inject
    private InvitationMailer invitationMailer;

    @Inject
    private InvitationResponse invitationResponse;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Clock clock;

    @Operation(summary = "Organisations of the caller")
    @APIResponse(responseCode = "200", ref = "Organizations")
    @GET
    public JsonObject list() {
        return Envelope.of(organizations.of(caller.get()));
    }

    @Audited(AuditAction.ORGANIZATION_CREATE)
    @Operation(summary = "Create an organisation; platform role admin")
    @APIResponse(responseCode = "201", ref = "OrganizationCreated")
    @POST
    public Response create(CreateOrganizationRequest request, @Context UriInfo uri) {
        Caller creator = caller.get();
        if (!creator.isPlatformAdmin()) {
            throw ApiException.forbidden("Only platform administrators may create organisations.");
        }
        String id = request.id() == null ? UUID.randomUUID().toString() : request.id();
        String ownerEmail = Account.normalized(request.ownerEmail());
        Organization organization = new Organization(id, request.name(), false, Timestamps.now(clock));
        Optional<Invitation> ownerInvitation = organizations.prepareOwner(id, ownerEmail, creator);
        // first: without an invitation the organisation would have no owner
        ownerInvitation.ifPresent(invitation ->
                invitationMailer.send(invitation, organization.getName(), uri, AuditAction.ORGANIZATION_CREATE));
        organizations.create(organization, ownerEmail, ownerInvitation, creator);
        JsonObjectBuilder data = JsonText.object().add("organization", row(organization));
        ownerInvitation.ifPresent(invitation -> data.add("invitation", invitationResponse.of(invitation, uri)));
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
