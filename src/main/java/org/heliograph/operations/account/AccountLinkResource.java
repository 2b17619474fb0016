package org.heliograph.operations.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.provider.ProviderConfiguration;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/accounts/…/oidc-link}: the link of an account with a person of the OpenID Connect provider, for administrators. */
@Path("accounts/{id}/oidc-link")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class AccountLinkResource {
    @Inject
    private AccountLinkService links;

    @Inject
    private ProviderConfiguration configuration;

    @Inject
    private CurrentCaller caller;

    @Audited(AuditAction.ACCOUNT_LINK_PERMIT)
    @Operation(
            summary =
                    "Let the account be linked, within a week, to the person of the OpenID Connect provider that has its"
                            + " verified address; platform role admin")
    @APIResponse(responseCode = "200", ref = "Empty")
    @POST
    public JsonObject permit(@PathParam("id") String id) {
        Caller admin = caller.requirePlatformAdmin();
        requireProvider();
        links.permit(id, admin);
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    @Audited(AuditAction.ACCOUNT_UNLINK)
    @Operation(summary = "End the link of an account with a person of the OpenID Connect provider; platform role admin")
    @APIResponse(responseCode = "200", ref = "Empty")
    @DELETE
    public JsonObject unlink(@PathParam("id") String id) {
        Caller admin = caller.requirePlatformAdmin();
        requireProvider();
        links.unlink(configuration.issuer(), id, admin);
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    private void requireProvider() {
        if (!configuration.isEnabled()) {
            throw ApiException.notFound("This installation has no OpenID Connect provider.");
        }
    }
}
