package org.heliograph.organization.members;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.audit.Unaudited;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.account.PasswordPolicy;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.signin.AuthResource;
import org.heliograph.identity.signin.PasswordRule;
import org.heliograph.identity.signin.SignInJson;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/**
 * {@code POST /api/auth/invitation/details}: what an invitation is to. {@code POST /api/auth/invitation}: accepts it and signs in. It creates an account for the invited address; if
 * the address has an account, the password must be that account's. Only who got the link by mail has proved the address, and gets an account
 * that somebody else made with it. Who may not sign in with a password is refused before the invitation is used up.
 */
@Path("auth/invitation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@SecurityRequirements
public class InvitationResource {
    record AcceptInvitationRequest(
            @AsSent @NotEmpty @Size(max = 200) String token,
            @NotBlank @Size(max = 200) String name,

            @AsSent @NotEmpty @Size(max = AuthResource.LONGEST_PASSWORD)
            String password) {}

    record DescribeInvitationRequest(
            @AsSent @NotEmpty @Size(max = 200) String token) {}

    @Inject
    private InvitationService invitations;

    @Inject
    private InvitationResponse invitationResponse;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private PasswordPolicy policy;

    @Inject
    private PasswordRule passwordRule;

    @Inject
    private SignInService signIn;

    @Inject
    private SignInJson response;

    @Inject
    private DeviceCookie device;

    @Inject
    private HttpServletRequest http;

    /** A POST, so that the token is in no address. It uses nothing up. */
    @Unaudited("it reads only")
    @Operation(summary = "What an invitation is to, before it is accepted: organisation, role, address, inviter")
    @APIResponse(responseCode = "200", ref = "Invitation")
    @POST
    @Path("details")
    public JsonObject describe(DescribeInvitationRequest request) {
        return Envelope.of(
                invitationResponse.describe(invitations.find(request.token()).orElseThrow(InvitationService::invalid)));
    }

    @Audited(AuditAction.INVITATION_ACCEPT)
    @Operation(summary = "Accept an invitation and sign in")
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    public Response accept(AcceptInvitationRequest request) {
        Invitation invitation = invitations.find(request.token()).orElseThrow(InvitationService::invalid);
        Optional<Account> existing = accounts.findByEmail(invitation.getEmail());
        SignInClient client = device.read(http);
        Account account = existing.isPresent()
                ? redeemForAccount(invitation, existing.get(), request.password(), client)
                : createAccount(invitation, request.name(), request.password());
        return response.response(signIn.begin(account, client), client);
    }

    private Account redeemForAccount(Invitation invitation, Account account, String password, SignInClient client) {
        if (invitation.isMailed() && !account.isEmailVerified()) {
            passwordRule.require(account);
            policy.require(password, invitation.getEmail());
            return invitations.takeOver(invitation, account, passwords.hash(password));
        }
        if (!signIn.proves(account, password, client)) {
            throw new ApiException(
                    401, "INVALID_CREDENTIALS", "This address has an account with a different password.");
        }
        SignInService.requireEnabled(account);
        passwordRule.require(account);
        return invitations.redeem(invitation, account);
    }

    private Account createAccount(Invitation invitation, String name, String password) {
        passwordRule.requireForNew();
        policy.require(password, invitation.getEmail());
        return invitations.redeem(invitation, name, passwords.hash(password));
    }
}
