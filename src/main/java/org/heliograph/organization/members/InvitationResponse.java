package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.UriInfo;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * The JSON of a new invitation, the only response that contains its token and link. The token is in the fragment of the
 * link, which browsers do not send: it appears in no server or proxy log and in no referrer.
 */
@ApplicationScoped
public class InvitationResponse {
    @Inject
    private Configuration configuration;

    /** {@code {invitation_id,email,role,token,url,expires_at}} */
    JsonObject of(Invitation invitation, UriInfo request) {
        return JsonText.object()
                .add("invitation_id", invitation.getId())
                .add("email", invitation.getEmail())
                .add("role", invitation.getRole().text())
                .add("token", invitation.token())
                .add("url", baseUrl(request) + "/invitation#token=" + invitation.token())
                .add("expires_at", Timestamps.format(invitation.getExpiresAt()))
                .build();
    }

    private String baseUrl(UriInfo request) {
        String base = configuration
                .find(NodeSettings.PUBLIC_URL)
                .orElseGet(() -> request.getBaseUri().resolve("/").toString());
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
