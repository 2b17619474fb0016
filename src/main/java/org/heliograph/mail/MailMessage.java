package org.heliograph.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A plain text to one address, as RFC 5322 writes it. The text is base64, so that its letters, long lines and dots need no further care.
 *
 * @param from ASCII
 * @param to   ASCII
 */
record MailMessage(String from, String to, String subject, String text, Instant date) {
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

    /** The message with CRLF line ends, the last one included. */
    String text822() {
        String domain = from.substring(from.lastIndexOf('@') + 1);
        return String.join(
                "\r\n",
                "From: Heliograph <" + from + ">",
                "To: <" + to + ">",
                "Subject: " + encodedWords(subject),
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)),
                "Message-ID: <" + UUID.randomUUID() + "@" + domain + ">",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=UTF-8",
                "Content-Transfer-Encoding: base64",
                "",
                LINES.encodeToString(text.getBytes(StandardCharsets.UTF_8)),
                "");
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
