package org.heliograph.operations.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.identity.account.Account;
import org.heliograph.mail.MailService;

/** Writes to the old address of an account that it has another one now, where there is a mail server: its holder may not have wanted that. */
@ApplicationScoped
class AddressChangeMailer {
    private static final Logger LOG = Logger.getLogger(AddressChangeMailer.class.getName());

    @Inject
    private MailService mail;

    /** The change is made already: what cannot be mailed is logged. Does nothing when the address is the same. */
    void addressChanged(String before, Account account) {
        if (before.equals(account.getEmail()) || !mail.isConfigured()) {
            return;
        }
        String text = "Your account on Heliograph now has the address " + account.getEmail() + " instead of " + before
                + ". Sign in with the new address; your password is the same.\n\n"
                + "If you did not expect this, ask an administrator of your installation at once.\n";
        try {
            mail.send(before, "The address of your account has changed", text, account.getId());
        } catch (IOException failed) {
            LOG.log(
                    Level.WARNING,
                    "the change of an address could not be mailed to the old one: {0}",
                    failed.getMessage());
        }
    }
}
