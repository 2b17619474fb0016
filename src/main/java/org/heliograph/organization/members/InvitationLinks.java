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
 * Invitations as their maker sees them, once: with the token and the page that takes it. The token is in the fragment of the
 * link, which browsers keep to themselves: no log of a server or a proxy, and no other site, gets to see it.
 */
@ApplicationScoped
public class InvitationLinks {
    @Inject
    private Configuration configuration;

    /** {@code {invitation_id,email,role,token,url,expires_at}} */
    JsonObject json(InvitationService.Issued issued, UriInfo request) {
        Invitation invitation = issued.invitation();
        return JsonText.object()
                .add("invitation_id", invitation.getId())
                .add("email", invitation.getEmail())
                .add("role", invitation.getRole().text())
                .add("token", issued.token())
                .add("url", base(request) + "/invitation#token=" + issued.token())
                .add("expires_at", Timestamps.format(invitation.getExpiresAt()))
                .build();
    }

    private String base(UriInfo request) {
        String base = configuration
                .find(NodeSettings.PUBLIC_URL)
                .orElseGet(() -> request.getBaseUri().resolve("/").toString());
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
