package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.UriInfo;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.rest.PublicUrl;

/**
 * The response to a new invitation, and its link. The token is in the fragment of the link, which browsers do not send: it appears in no
 * server or proxy log and in no referrer.
 */
@ApplicationScoped
public class InvitationResponse {
    @Inject
    private PublicUrl address;

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
}
