package org.heliograph.organization.members;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.SignInJson;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/**
 * {@code POST /api/auth/invitation/accept}: accepts an invitation with the account of the caller. The link is the invitation: its holder
 * chooses the account, which need not have the invited address.
 */
@Path("auth/invitation/accept")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class InvitationAcceptanceResource {
    record AcceptRequest(@AsSent @NotEmpty @Size(max = 200) String token) {}

    @Inject
    private InvitationService invitations;

    @Inject
    private AccountRepository accounts;

    @Inject
    private SignInJson response;

    @Inject
    private CurrentCaller caller;

    @Audited(AuditAction.INVITATION_ACCEPT)
    @Operation(summary = "Accept an invitation with the caller's account")
    @APIResponse(responseCode = "200", ref = "Me")
    @POST
    public JsonObject accept(AcceptRequest request) {
        Caller holder = caller.get();
        Account account = accounts.find(holder.userId())
                .orElseThrow(() -> ApiException.forbidden("You have no account here that could accept it."));
        invitations.redeem(invitations.find(request.token()).orElseThrow(InvitationService::invalid), account);
        return Envelope.of(response.of(holder));
    }
}
