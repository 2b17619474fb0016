package org.heliograph.uptime.subscriber;

import java.time.ZoneId;

/**
 * Who gets the mails of a page.
 *
 * @param email    in lower case
 * @param language of {@link MailTexts#LANGUAGES}
 * @param zone     in which times are written
 */
record Subscriber(String id, String pageId, String email, String language, ZoneId zone) {
    /** Without the address. */
    @Override
    public String toString() {
        return "Subscriber[" + id + "]";
    }
}
