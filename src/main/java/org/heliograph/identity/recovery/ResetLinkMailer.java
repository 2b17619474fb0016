package org.heliograph.identity.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.identity.signin.PasswordResetService;
import org.heliograph.identity.signin.PasswordRule;
import org.heliograph.mail.MailLimitException;
import org.heliograph.mail.MailService;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;

/**
 * Mails the reset link of an address, if it has an enabled account. The link is stored once the mail server has taken the mail: what was
 * not delivered leaves an earlier link as it was. Each request leaves a row in the audit trail.
 */
@ApplicationScoped
public class ResetLinkMailer {
    private static final Logger LOG = Logger.getLogger(ResetLinkMailer.class.getName());
    /** An account gets no second link within this time, however many nodes are asked. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Inject
    private AccountRepository accounts;

    @Inject
    private PasswordResetService resets;

    @Inject
    private PasswordRule passwords;

    @Inject
    private MailService mail;

    @Inject
    private AuditTrail audit;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    void mail(String email, SignInClient client) {
        Optional<Account> account = accounts.findByEmail(email);
        AuditEntry act = AuditEntry.of(AuditAction.PASSWORD_RESET_REQUEST).from(client.address());
        if (account.isEmpty()) {
            audit.recordLater(act.failed("NO_ACCOUNT"));
            return;
        }
        AuditEntry known = act.ofAccount(account.get().getId(), account.get().getEmail());
        if (account.get().isDisabled()) {
            audit.recordLater(known.failed("ACCOUNT_DISABLED"));
        } else if (account.get().isAddressClaimed()) {
            // it may be misspelt, and its mailbox somebody else's
            audit.recordLater(known.failed("ADDRESS_NOT_PROVED"));
        } else if (!passwords.allowsReset(account.get())) {
            audit.recordLater(known.failed("PASSWORDS_CLOSED"));
        } else if (resets.isHandedOver(account.get().getId())) {
            audit.recordLater(known.failed(PasswordResetService.LINK_EXISTS));
        } else if (resets.isMailedSince(account.get().getId(), clock.instant().minus(PAUSE))) {
            audit.recordLater(known.failed("RATE_LIMITED"));
        } else {
            send(account.get(), known, client);
        }
    }

    private void send(Account account, AuditEntry act, SignInClient client) {
        PasswordResetService.Link link = resets.prepare();
        try {
            mail.send(account.getEmail(), "New password", text(account, link), "reset:" + client.group());
        } catch (MailLimitException limited) {
            audit.recordLater(act.failed("RATE_LIMITED"));
            return;
        } catch (IOException refused) {
            audit.recordLater(act.failed("MAIL_FAILED"));
            LOG.log(Level.WARNING, "a reset link could not be mailed: {0}", refused.getMessage());
            return;
        }
        resets.storeMailed(account, link, act);
    }

    private String text(Account account, PasswordResetService.Link link) {
        // set wherever a mail server is; the address of a request would lead to wherever its sender says
        String base = configuration.find(NodeSettings.PUBLIC_URL).orElseThrow().replaceAll("/+$", "");
        return "A new password was asked for, for the account " + account.getEmail() + " at " + base
                + ".\n\nChoose it here. The link works once, until " + Timestamps.format(link.expiresAt()) + ":\n\n"
                + base + "/reset#token=" + link.token()
                + "\n\nIf you did not ask for it, ignore this mail: your password stays as it is.\n";
    }
}
