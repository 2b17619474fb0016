package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.json.JsonText;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.PublicUrl;

/**
 * The response to a new invitation, its link, and what the link's holder reads of it. The token is in the fragment of the link, which browsers do not send: it appears in no
 * server or proxy log and in no referrer.
 */
@ApplicationScoped
public class InvitationResponse {
    @Inject
    private PublicUrl address;

    @Inject
    private AccountRepository accounts;

    @Inject
    private OrganizationAccess access;

    /**
     * {@code {invitation_id,email,role,token,url,expires_at}}, the only response that contains the link; {@code sent} for token and URL
     * when the link was mailed.
     */
    JsonObject of(Invitation invitation, UriInfo request) {
        JsonObjectBuilder response = JsonText.object()
                .add("invitation_id", invitation.getId())
                .add("email", invitation.getEmail())
                .add("role", invitation.getRole().text());
        if (invitation.isMailed()) {
            response.add("sent", true);
        } else {
            response.add("token", invitation.token()).add("url", url(invitation, request));
        }
        return response.add("expires_at", Timestamps.format(invitation.getExpiresAt()))
                .build();
    }

    /** The link of an invitation that has its token. */
    String url(Invitation invitation, UriInfo request) {
        return address.of(request) + "/invitation#token=" + invitation.token();
    }

    /**
     * {@code {organization,role,email,invited_by:{name,email},expires_at}} for the holder of the link, who has not accepted yet.
     * {@code invited_by} is null when the inviter has no account here, as with tokens of another issuer.
     */
    JsonObject describe(Invitation invitation) {
        return JsonText.object()
                .add("organization", access.requireName(invitation.getOrgId()))
                .add("role", invitation.getRole().text())
                .add("email", invitation.getEmail())
                .add(
                        "invited_by",
                        inviter(invitation)
                                .<JsonValue>map(account -> JsonText.object()
                                        .add("name", account.getName())
                                        .add("email", account.getEmail())
                                        .build())
                                .orElse(JsonValue.NULL))
                .add("expires_at", Timestamps.format(invitation.getExpiresAt()))
                .build();
    }

    /** The account that invites; of an invitation by a program, that of the API token's maker. */
    Optional<Account> inviter(Invitation invitation) {
        return accounts.find(invitation.getInvitedBy());
    }
}
