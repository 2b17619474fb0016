package org.heliograph.rest.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A response that was computed once for all readers.
 *
 * @param version of the data, read before the rows
 * @param started when its computation began, by {@link System#nanoTime}; its rows are not older
 * @param gzip    the compressed body; null for a body so short that it is not worth it
 */
record SharedResponse(SharedContent content, byte[] gzip, Object version, long started) {
    private static final int WORTHWHILE = 1024;
    private static final int BUFFER = 8192;
    /** What an entry costs besides its bodies. */
    private static final int OVERHEAD = 512;

    static SharedResponse of(SharedContent content, Object version, long started) {
        byte[] body = content.body();
        return new SharedResponse(content, body.length < WORTHWHILE ? null : compressed(body), version, started);
    }

    /** The fast level: three quarters of the gain for a third of the time. */
    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Its memory in bytes. */
    int weight() {
        return OVERHEAD + content.body().length + (gzip == null ? 0 : gzip.length);
    }
}
