package org.heliograph.operations.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.json.JsonText;
import org.heliograph.machine.enrolment.CreatedKeyService;
import org.heliograph.operations.screen.ScreenTokenResource;
import org.heliograph.operations.screen.ScreenTokenService;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListBounds;
import org.heliograph.rest.PublicUrl;

/** {@code /api/accounts}: the accounts of the installation, for its administrators. */
@Path("accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class AccountResource {
    @Inject
    private AccountAdminService accounts;

    @Inject
    private AccountDeletionService deletions;

    @Inject
    private AccountSignInService signIns;

    @Inject
    private AccountRepository repository;

    @Inject
    private AddressChangeMailer mailer;

    @Inject
    private AccountJson json;

    @Inject
    private CreatedKeyService keys;

    @Inject
    private ScreenTokenService screens;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PublicUrl address;

    @Operation(summary = "Find accounts; platform role admin")
    @APIResponse(responseCode = "200", ref = "Accounts")
    @GET
    public JsonObject list(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @QueryParam("offset") @DefaultValue("0") String offset) {
        caller.requirePlatformAdmin();
        List<Account> found = accounts.list(search, ListBounds.limit(limit), ListBounds.offset(offset));
        return Envelope.of(json.of(found));
    }

    @Audited(AuditAction.ACCOUNT_UPDATE)
    @Operation(summary = "Disable or rename an account, or change its address or platform role; platform role admin")
    @APIResponse(responseCode = "200", ref = "Account")
    @PATCH
    @Path("{id}")
    public JsonObject update(@PathParam("id") String id, UpdateAccountRequest request) {
        Caller admin = caller.requirePlatformAdmin();
        if (request.isEmpty()) {
            throw new ApiException(400, "MISSING_FIELDS", "The field disabled, email, name or role is missing.");
        }
        String before = repository.find(id).map(Account::getEmail).orElse("");
        if (id.equals(admin.userId()) && request.email().isPresent()) {
            throw new ApiException(
                    409, "OWN_ACCOUNT", "Change your own address on the page Account, with your password.");
        }
        Account account = accounts.update(id, request, admin);
        mailer.addressChanged(before, account);
        JsonObjectBuilder row = JsonText.object(json.of(account));
        if (Boolean.TRUE.equals(request.disabled())) {
            row.add("auth_keys", keys.validKeys(id));
        }
        boolean demoted =
                request.role().filter(role -> !role.equals(Caller.ADMIN)).isPresent();
        if (demoted || Boolean.TRUE.equals(request.disabled())) {
            row.add("screen_tokens", ScreenTokenResource.rows(screens.createdBy(id)));
        }
        return Envelope.of(row.build());
    }

    @Operation(summary = "What belongs to an account, and why it cannot be deleted if so; platform role admin")
    @APIResponse(responseCode = "200", ref = "AccountContents")
    @GET
    @Path("{id}/deletion")
    public JsonObject previewDeletion(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return Envelope.of(deletions.preview(id));
    }

    @Audited(AuditAction.ACCOUNT_DELETE)
    @Operation(
            summary =
                    "Delete an account with its memberships, sessions, API tokens and invitations; answers what belonged to it;"
                            + " platform role admin")
    @APIResponse(responseCode = "200", ref = "AccountContents")
    @DELETE
    @Path("{id}")
    public JsonObject delete(@PathParam("id") String id) {
        return Envelope.of(deletions.delete(id, caller.requirePlatformAdmin()));
    }

    @Audited(AuditAction.AUTH_KEY_REVOKE)
    @Operation(summary = "Revoke every valid auth key that the account made, in all organisations; platform role admin")
    @APIResponse(responseCode = "200", ref = "AuthKeys")
    @POST
    @Path("{id}/revoke-keys")
    public JsonObject revokeKeys(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return Envelope.of(keys.revokeAll(id));
    }

    @Audited(AuditAction.SCREEN_TOKEN_REVOKE)
    @Operation(summary = "Revoke every screen token that the account made; platform role admin")
    @APIResponse(responseCode = "200", ref = "ScreenTokens")
    @POST
    @Path("{id}/revoke-screens")
    public JsonObject revokeScreens(@PathParam("id") String id) {
        caller.requirePlatformAdmin();
        return Envelope.of(ScreenTokenResource.rows(screens.revokeAll(id)));
    }

    @Audited(AuditAction.ACCOUNT_UNLOCK)
    @Operation(summary = "End the lock of an account after failed sign-ins; platform role admin")
    @APIResponse(responseCode = "200", ref = "Account")
    @POST
    @Path("{id}/unlock")
    public JsonObject unlock(@PathParam("id") String id) {
        return Envelope.of(json.of(accounts.unlock(id, caller.requirePlatformAdmin())));
    }

    @Audited(AuditAction.ACCOUNT_RESET_LINK)
    @Operation(summary = "Create a one-time link with which the account gets a new password; platform role admin")
    @APIResponse(responseCode = "200", ref = "ResetLink")
    @POST
    @Path("{id}/reset-link")
    public JsonObject resetLink(@PathParam("id") String id, @Context UriInfo request) {
        PasswordResetService.Link link = accounts.resetLink(id, caller.requirePlatformAdmin());
        return Envelope.of(JsonText.object()
                .add("account_id", id)
                .add("token", link.token())
                .add("url", address.of(request) + "/reset#token=" + link.token())
                .add("expires_at", Timestamps.format(link.expiresAt()))
                .build());
    }

    @Audited(AuditAction.ACCOUNT_RESET_FACTOR)
    @Operation(summary = "Remove the second factor of an account and end its sessions; platform role admin")
    @APIResponse(responseCode = "200", ref = "Account")
    @POST
    @Path("{id}/reset-factor")
    public JsonObject resetFactor(@PathParam("id") String id) {
        return Envelope.of(json.of(signIns.resetFactor(id, caller.requirePlatformAdmin())));
    }

    @Audited(AuditAction.ACCOUNT_END_SESSIONS)
    @Operation(summary = "End every session of an account; platform role admin")
    @APIResponse(responseCode = "200", ref = "Account")
    @POST
    @Path("{id}/end-sessions")
    public JsonObject endSessions(@PathParam("id") String id) {
        return Envelope.of(json.of(signIns.endSessions(id, caller.requirePlatformAdmin())));
    }
}
