package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.mail.MailService;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Delivers the link of a new invitation: by mail, where there is a mail server, and otherwise in the response, the only one that contains
 * it. The token is in the fragment of the link, which browsers do not send: it appears in no server or proxy log and in no referrer.
 */
@ApplicationScoped
public class InvitationResponse {
    private static final Logger LOG = Logger.getLogger(InvitationResponse.class.getName());
    private static final int RETRY_SECONDS = 10;

    @Inject
    private Configuration configuration;

    @Inject
    private MailService mail;

    @Inject
    private InvitationService invitations;

    /**
     * {@code {invitation_id,email,role,token,url,expires_at}}; {@code sent} for token and URL when the link was mailed.
     *
     * @param organization its name
     * @throws ApiException 503 MAIL_FAILED when the mail server did not take it; then the invitation has ended
     */
    JsonObject of(Invitation invitation, String organization, UriInfo request) {
        String url = baseUrl(request) + "/invitation#token=" + invitation.token();
        JsonObjectBuilder response = JsonText.object()
                .add("invitation_id", invitation.getId())
                .add("email", invitation.getEmail())
                .add("role", invitation.getRole().text());
        if (invitation.isMailed()) {
            send(invitation, organization, url);
            response.add("sent", true);
        } else {
            response.add("token", invitation.token()).add("url", url);
        }
        return response.add("expires_at", Timestamps.format(invitation.getExpiresAt()))
                .build();
    }

    private void send(Invitation invitation, String organization, String url) {
        String name = organization.replaceAll("\\p{Cntrl}+", " ").strip();
        String text = "You are invited to join " + name + " on Heliograph as "
                + invitation.getRole().text()
                + ".\n\nAccept the invitation here. The link works once, until "
                + Timestamps.format(invitation.getExpiresAt()) + ":\n\n" + url
                + "\n\nIf you did not expect this mail, ignore it.\n";
        try {
            mail.send(invitation.getEmail(), "Invitation to " + name, text);
        } catch (IOException refused) {
            invitations.discard(invitation);
            LOG.log(Level.WARNING, "an invitation could not be mailed: {0}", refused.getMessage());
            throw new ApiException(
                            503, "MAIL_FAILED", "The invitation could not be mailed: " + refused.getMessage() + ".")
                    .retryAfter(RETRY_SECONDS);
        }
    }

    private String baseUrl(UriInfo request) {
        String base = configuration
                .find(NodeSettings.PUBLIC_URL)
                .orElseGet(() -> request.getBaseUri().resolve("/").toString());
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
