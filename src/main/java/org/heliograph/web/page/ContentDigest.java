package org.heliograph.web.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** Names contents by the first 64 bits of their SHA-256: the same content has the same name on every node. */
final class ContentDigest {
    private static final int LENGTH = 16;

    private ContentDigest() {}

    static String of(byte[] content) {
        return text(sha256().digest(content));
    }

    /** The name of a set of files. */
    static String of(SortedMap<String, byte[]> files) {
        MessageDigest all = sha256();
        files.forEach((path, content) -> {
            all.update(path.getBytes(StandardCharsets.UTF_8));
            all.update((byte) 0);
            all.update(sha256().digest(content));
        });
        return text(all.digest());
    }

    private static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
