package org.heliograph.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A plain text to one address, as RFC 5322 writes it. The text is base64, so that its letters, long lines and dots need no further care.
 *
 * @param from the address, ASCII
 * @param to   the address, ASCII
 * @param mail what it says
 */
record MailMessage(String from, String to, Mail mail, Instant date) {
    /** The name of the sender of mails that the installation itself sends. */
    private static final String INSTALLATION = "Heliograph";

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    /** Of an encoded word: 52 characters in base64, with what stands around them and "Subject: " fewer than 76. */
    private static final int WORD_BYTES = 39;

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));

    /**
     * An address as the protocol takes it, its domain in ASCII.
     *
     * @throws IllegalArgumentException for one that cannot be written without extensions
     */
    static String address(String text) {
        int at = text.lastIndexOf('@');
        String ascii = at < 0 ? text : text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1));
        if (!ADDRESS.matcher(ascii).matches()) {
            throw new IllegalArgumentException("mail cannot be sent to this address");
        }
        return ascii;
    }

    MailMessage(String from, String to, String subject, String text, Instant date) {
        this(from, to, plain(to, subject, text), date);
    }

    /** A mail of the installation itself. */
    static Mail plain(String to, String subject, String text) {
        return new Mail(to, INSTALLATION, subject, text, UUID.randomUUID().toString(), Map.of());
    }

    /** The message with CRLF line ends, the last one included. */
    String text822() {
        String domain = from.substring(from.lastIndexOf('@') + 1);
        List<String> lines = new ArrayList<>(List.of(
                "From: " + phrase(mail.sender()) + " <" + from + ">",
                "To: <" + to + ">",
                "Subject: " + encodedWords(mail.subject()),
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)),
                "Message-ID: <" + mail.id() + "@" + domain + ">",
                "Auto-Submitted: auto-generated"));
        mail.headers().forEach((name, value) -> lines.add(name + ": " + value));
        lines.addAll(List.of(
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: base64",
                "",
                LINES.encodeToString(mail.text().getBytes(StandardCharsets.UTF_8)),
                ""));
        return String.join("\r\n", lines);
    }

    /** A name before an address: a word as it is, anything else encoded. */
    private static String phrase(String name) {
        return name.matches("[A-Za-z0-9]{1,60}") ? name : encodedWords(name);
    }

    /** A text as RFC 2047 writes it: words of whole characters, each on a line of 76 characters at most. */
    private static String encodedWords(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            String character = Character.toString(text.codePointAt(at));
            int more = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > WORD_BYTES) {
                words.add(encodedWord(word));
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += more;
        }
        words.add(encodedWord(word));
        return String.join("\r\n ", words);
    }

    private static String encodedWord(CharSequence text) {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
