package org.heliograph.operations.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.AuthResource;
import org.heliograph.identity.signin.PasswordCheckService;
import org.heliograph.mail.EmailAddress;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/** {@code /api/auth/account}: the caller's own account, renamed and deleted with its password. */
@Path("auth/account")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class OwnAccountResource {
    /** @param currentPassword needed for another address */
    record ChangeOwnAccountRequest(
            Optional<@Size(min = 1, max = AccountProfileService.LONGEST_NAME) String> name,
            Optional<@Size(max = EmailAddress.MAX_LENGTH) @EmailAddress String> email,

            @AsSent @Size(max = AuthResource.LONGEST_PASSWORD)
            String currentPassword) {}

    /** @param revokeCreated whether the auth keys and screen tokens that the account made are revoked */
    record DeleteOwnAccountRequest(
            @AsSent @NotEmpty @Size(max = AuthResource.LONGEST_PASSWORD)
            String currentPassword,

            boolean revokeCreated) {}

    @Inject
    private OwnAccountService own;

    @Inject
    private AccountDeletionService deletions;

    @Inject
    private AccountProfileService profiles;

    @Inject
    private AddressChangeMailer mailer;

    @Inject
    private AccountJson json;

    @Inject
    private PasswordCheckService checks;

    @Inject
    private AccountRepository accounts;

    @Inject
    private CurrentCaller caller;

    @Audited(AuditAction.ACCOUNT_UPDATE)
    @Operation(
            summary =
                    "Change the name or the address of the caller's account; another address needs the password, and ends"
                            + " access tokens, not sessions")
    @APIResponse(responseCode = "200", ref = "Account")
    @PATCH
    public JsonObject change(ChangeOwnAccountRequest request) {
        if (request.name().isEmpty() && request.email().isEmpty()) {
            throw new ApiException(400, "MISSING_FIELDS", "The field email or name is missing.");
        }
        Account account = account();
        String before = account.getEmail();
        boolean moves = request.email()
                .map(Account::normalized)
                .filter(email -> !email.equals(before))
                .isPresent();
        if (moves) {
            requirePassword(account, request.currentPassword());
        }
        Account changed = own.change(account, request.name(), request.email());
        mailer.addressChanged(before, changed);
        return Envelope.of(json.of(changed));
    }

    @Operation(summary = "What belongs to the caller's account, and why it cannot be deleted if so")
    @APIResponse(responseCode = "200", ref = "AccountContents")
    @GET
    @Path("deletion")
    public JsonObject preview() {
        return Envelope.of(deletions.preview(account().getId()));
    }

    @Audited(AuditAction.ACCOUNT_DELETE)
    @Operation(
            summary =
                    "Delete the caller's account, with its password, and revoke the auth keys and screen tokens that it made and may revoke, if"
                            + " asked to; answers what belonged to it")
    @APIResponse(responseCode = "200", ref = "AccountContents")
    @POST
    @Path("delete")
    public JsonObject delete(DeleteOwnAccountRequest request) {
        Account account = account();
        requirePassword(account, request.currentPassword());
        return Envelope.of(deletions.deleteOwn(account, request.revokeCreated()));
    }

    private void requirePassword(Account account, String password) {
        if (profiles.isProvided(account)) {
            throw new ApiException(
                    409,
                    "PROVIDER_ACCOUNT",
                    "Your account comes from the OpenID Connect provider and has no password here; ask an administrator.");
        }
        if (password == null) {
            throw new ApiException(400, "MISSING_FIELDS", "The field current_password is missing.");
        }
        if (!checks.matchesOwn(account, password)) {
            throw new ApiException(403, "WRONG_PASSWORD", "The current password is wrong.");
        }
    }

    private Account account() {
        return accounts.find(caller.get().userId())
                .orElseThrow(() -> ApiException.forbidden("You have no account here that signs in with a password."));
    }
}
