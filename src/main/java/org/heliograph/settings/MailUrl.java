package org.heliograph.settings;

import java.net.URI;

/**
 * The mail server that takes outgoing mail.
 *
 * @param tls      whether the connection is encrypted from the start; otherwise it is as soon as the server offers it (STARTTLS)
 * @param user     null for none
 * @param password null for none
 */
public record MailUrl(boolean tls, String host, int port, String user, String password) {
    static final String FORM = "a URL such as smtp://mail.example:587, smtp://user:password@mail.example or"
            + " smtps://user:password@mail.example:465";
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    /** Reads a URL. @throws IllegalArgumentException when it is none of an SMTP server */
    public static MailUrl parse(String text) {
        URI url = URI.create(text.strip());
        boolean tls = "smtps".equals(url.getScheme());
        Setting.require(tls || "smtp".equals(url.getScheme()));
        Setting.require(url.getHost() != null && url.getPath().length() <= 1 && url.getRawQuery() == null);
        int port = url.getPort() >= 0 ? url.getPort() : tls ? SUBMISSIONS : SUBMISSION;
        if (url.getRawUserInfo() == null) {
            return new MailUrl(tls, url.getHost(), port, null, null);
        }
        String[] account = url.getRawUserInfo().split(":", 2);
        Setting.require(account.length == 2);
        return new MailUrl(tls, url.getHost(), port, decode(account[0]), decode(account[1]));
    }

    /** Replaces {@code %41} and the like, and leaves {@code +} as it is. */
    private static String decode(String text) {
        return URI.create("smtp:/?" + text).getQuery();
    }

    /** The address without the account. */
    @Override
    public String toString() {
        return (tls ? "smtps://" : "smtp://") + host + ":" + port;
    }
}
