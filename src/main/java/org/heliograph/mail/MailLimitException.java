package org.heliograph.mail;

import java.io.IOException;

/** A mail that is not sent, because its recipient got or its sender sent too many: unlike another failure, with a time after which to try again. */
public class MailLimitException extends IOException {
    private static final long serialVersionUID = 1;

    private final long retryAfterSeconds;

    MailLimitException(String message, long retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** When it may be tried again. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
