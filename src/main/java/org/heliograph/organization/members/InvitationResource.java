package org.heliograph.organization.members;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.signin.AuthResource;
import org.heliograph.identity.signin.SignInResponse;
import org.heliograph.identity.signin.SignInService;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;

/**
 * {@code POST /api/auth/invitation}: accepts an invitation and signs in. It creates an account for the invited address; if
 * the address has an account, the password must be that account's.
 */
@Path("auth/invitation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvitationResource {
    @Inject
    private InvitationService invitations;

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private SignInService signIn;

    @Inject
    private SignInResponse response;

    @POST
    public JsonObject accept(Body body) {
        String token = body.secret("token", 200);
        String name = body.string("name", 200);
        String password = body.secret("password", AuthResource.LONGEST_PASSWORD);
        Invitation invitation = invitations.find(token).orElseThrow(InvitationService::invalid);
        Optional<Account> existing = accounts.findByEmail(invitation.getEmail());
        return Envelope.of(response.of(signIn.begin(
                existing.isPresent()
                        ? redeemForAccount(invitation, existing.get(), password)
                        : createAccount(invitation, name, password))));
    }

    private Account redeemForAccount(Invitation invitation, Account account, String password) {
        if (!signIn.proves(account, password)) {
            throw new ApiException(
                    401, "INVALID_CREDENTIALS", "This address has an account with a different password.");
        }
        SignInService.requireEnabled(account);
        return invitations.redeem(invitation, account);
    }

    private Account createAccount(Invitation invitation, String name, String password) {
        PasswordHasher.requireStrong(password);
        return invitations.redeem(invitation, name, passwords.hash(password));
    }
}
