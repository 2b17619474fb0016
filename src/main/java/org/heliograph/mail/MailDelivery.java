package org.heliograph.mail;

import java.io.IOException;

/** The delivery of one mail to a mail server. */
interface MailDelivery extends AutoCloseable {
    /**
     * Connects, signs in, sends a mail and closes.
     *
     * @throws MailRejectedException when the mail server refused the recipient or the mail
     * @throws IOException           for another failure, with a reason that repeats nothing of the mail server's answers
     */
    void send(MailMessage message) throws IOException;

    /** Whether the mail server may have the text and has not refused it, so that it may deliver it. */
    boolean isTransmitted();

    /** Ends it, where it can be ended; may be called from any thread, and does not wait. */
    @Override
    void close() throws IOException;
}
