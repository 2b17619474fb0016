package org.heliograph.operations.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signing key of a node. It is no part of the database, but the push tokens in the database are encrypted with it. */
final class SigningKeyFile {
    private static final Pattern PART = Pattern.compile("\"(x|y)\"\\s*:\\s*\"([A-Za-z0-9_-]+)\"");

    private SigningKeyFile() {}

    /** The SHA-256 thumbprint of a P-256 key in a JWK (RFC 7638); empty when the file cannot be read. */
    static String thumbprint(Path file) {
        try {
            String x = "";
            String y = "";
            Matcher part = PART.matcher(Files.readString(file));
            while (part.find()) {
                if (part.group(1).equals("x")) {
                    x = part.group(2);
                } else {
                    y = part.group(2);
                }
            }
            String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (IOException | NoSuchAlgorithmException unreadable) {
            return "";
        }
    }
}
