package org.heliograph.mail;

import java.io.IOException;

/** A mail that the mail server was asked to take and refused: it says something of the recipient or the mail, not of the server. */
public class MailRejectedException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean permanent;

    /** @param code of the reply, or "no" without one */
    MailRejectedException(String code) {
        super("the mail server answered " + code);
        permanent = code.startsWith("5");
    }

    /** Whether another attempt would be refused as well (5xx). */
    public boolean isPermanent() {
        return permanent;
    }
}
