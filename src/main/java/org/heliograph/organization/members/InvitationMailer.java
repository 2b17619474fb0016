package org.heliograph.organization.members;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.mail.MailLimitException;
import org.heliograph.mail.MailService;
import org.heliograph.rest.ApiException;

/** Mails the link of an invitation, before it is stored: what was not delivered leaves all as it was. */
@ApplicationScoped
public class InvitationMailer {
    private static final Logger LOG = Logger.getLogger(InvitationMailer.class.getName());
    private static final int RETRY_SECONDS = 10;

    @Inject
    private MailService mail;

    @Inject
    private InvitationResponse response;

    @Inject
    private AuditTrail audit;

    /**
     * Mails the link, where there is a mail server. A failure leaves a row in the audit trail.
     *
     * @param organization its name
     * @param act          that needs the mail
     * @throws ApiException 503 MAIL_FAILED when the mail server did not take it, 429 when the address got or the inviter sent too many
     */
    void send(Invitation invitation, String organization, UriInfo request, AuditAction act) {
        if (!invitation.isMailed()) {
            return;
        }
        String name = oneLine(organization);
        String text = response.inviter(invitation)
                        .map(account -> oneLine(account.getName()) + " (" + account.getEmail() + ") invites you")
                        .orElse("You are invited")
                + " to join " + name + " on Heliograph as "
                + invitation.getRole().text()
                + ".\n\nThe invitation is for " + invitation.getEmail()
                + ". Accept it here; the link works once, until "
                + Timestamps.format(invitation.getExpiresAt()) + ":\n\n" + response.url(invitation, request)
                + "\n\nIf you did not expect this mail, ignore it.\n";
        try {
            mail.send(invitation.getEmail(), "Invitation to " + name, text, invitation.getInvitedBy());
        } catch (MailLimitException limited) {
            // recorded like every refusal of the call
            throw new ApiException(429, "RATE_LIMITED", limited.getMessage()).retryAfter(limited.retryAfterSeconds());
        } catch (IOException refused) {
            String code = "MAIL_FAILED";
            // an organisation that was not created has no owners who could see the row
            audit.recordLater(AuditEntry.of(act)
                    .in(act == AuditAction.ORGANIZATION_CREATE ? null : invitation.getOrgId())
                    .on(invitation.getId(), invitation.getEmail())
                    .failed(code));
            LOG.log(Level.WARNING, "an invitation could not be mailed: {0}", refused.getMessage());
            throw new ApiException(503, code, "The invitation could not be mailed: " + refused.getMessage() + ".")
                    .retryAfter(RETRY_SECONDS);
        }
    }

    /** Names are chosen by their bearers, and must not begin lines of the mail. */
    private static String oneLine(String name) {
        return name.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
