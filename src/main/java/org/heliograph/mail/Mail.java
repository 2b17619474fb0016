package org.heliograph.mail;

import java.util.Map;

/**
 * A mail to one address.
 *
 * @param to      the address
 * @param sender  the name that it comes from, beside the address of the installation
 * @param subject in any alphabet
 * @param text    plain
 * @param id      of the message, the same each time it is tried: mailboxes drop one that they have
 * @param headers further ones, in ASCII
 */
public record Mail(String to, String sender, String subject, String text, String id, Map<String, String> headers) {
    public Mail {
        headers = Map.copyOf(headers);
    }

    /** Without the address and the text, which may have a secret link. */
    @Override
    public String toString() {
        return "Mail[" + id + "]";
    }
}
