package org.heliograph.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file as browsers receive it.
 *
 * @param gzip the compressed body; null where it is not smaller
 * @param tag  the entity tag, without quotes
 */
record Asset(String contentType, byte[] body, byte[] gzip, String tag) {
    static Asset of(String contentType, byte[] body) {
        byte[] compressed = compress(body);
        return new Asset(
                contentType, body, compressed.length < body.length ? compressed : null, ContentDigest.of(body));
    }

    /** The best level, since it is done once for a deployment. */
    private static byte[] compress(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
