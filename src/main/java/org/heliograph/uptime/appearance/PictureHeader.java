package org.heliograph.uptime.appearance;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The format and the size of a picture, from its first bytes. Nothing is decoded: a small file may be a picture that fills the memory. The JDK
 * has no reader of WebP, and no way to find one without the risk of using it.
 *
 * @param width  in pixels
 * @param height in pixels
 */
record PictureHeader(String format, int width, int height) {
    private static final int MARKER = 0xff;
    private static final int WEBP_DIMENSION = 0x3fff;

    /** Empty for what is none of the formats, or cut off. */
    static Optional<PictureHeader> read(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            if (starts(content, 0, "\u0089PNG\r\n\u001a\n") && starts(content, 12, "IHDR")) {
                return of("png", bytes.getInt(16), bytes.getInt(20));
            }
            if (starts(content, 0, "GIF87a") || starts(content, 0, "GIF89a")) {
                bytes.order(ByteOrder.LITTLE_ENDIAN);
                return of("gif", Short.toUnsignedInt(bytes.getShort(6)), Short.toUnsignedInt(bytes.getShort(8)));
            }
            if (starts(content, 0, "\u00ff\u00d8\u00ff")) {
                return jpeg(bytes.position(2));
            }
            return starts(content, 0, "RIFF") && starts(content, 8, "WEBP")
                    ? webp(content, bytes.order(ByteOrder.LITTLE_ENDIAN))
                    : Optional.empty();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
            return Optional.empty();
        }
    }

    private static Optional<PictureHeader> of(String format, int width, int height) {
        return Optional.of(new PictureHeader(format, width, height));
    }

    /** Goes from segment to segment up to the one that begins a frame. */
    private static Optional<PictureHeader> jpeg(ByteBuffer bytes) {
        while (true) {
            if (unsigned(bytes.get()) != MARKER) {
                return Optional.empty();
            }
            int kind = unsigned(bytes.get());
            while (kind == MARKER) {
                kind = unsigned(bytes.get());
            }
            int start = bytes.position();
            int length = Short.toUnsignedInt(bytes.getShort(start));
            boolean isFrame = kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
            if (isFrame) {
                return of(
                        "jpg",
                        Short.toUnsignedInt(bytes.getShort(start + 5)),
                        Short.toUnsignedInt(bytes.getShort(start + 3)));
            }
            // a length counts its own two bytes; a smaller one would stand still
            if (length < 2) {
                return Optional.empty();
            }
            bytes.position(start + length);
        }
    }

    private static Optional<PictureHeader> webp(byte[] content, ByteBuffer bytes) {
        if (starts(content, 12, "VP8X")) {
            return of("webp", 1 + (bytes.getInt(24) & 0xffffff), 1 + (bytes.getInt(26) >>> 8));
        }
        if (starts(content, 12, "VP8L") && bytes.get(20) == 0x2f) {
            int sizes = bytes.getInt(21);
            return of("webp", 1 + (sizes & WEBP_DIMENSION), 1 + (sizes >>> 14 & WEBP_DIMENSION));
        }
        return starts(content, 12, "VP8 ") && starts(content, 23, "\u009d\u0001*")
                ? of("webp", bytes.getShort(26) & WEBP_DIMENSION, bytes.getShort(28) & WEBP_DIMENSION)
                : Optional.empty();
    }

    private static boolean starts(byte[] content, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (content.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (content[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int unsigned(byte one) {
        return Byte.toUnsignedInt(one);
    }
}
