package org.heliograph.uptime.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Unkeyed BLAKE2b-512 (RFC 7693), which Java does not provide. Readers of protected pages send it of the password. */
final class Blake2b {
    private static final int BLOCK = 128;
    private static final int ROUNDS = 12;
    private static final long PARAMETERS = 0x01010040L;

    private static final long[] INITIAL = {
        0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
    };

    private static final int[][] ORDER = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
    };

    private final long[] state = INITIAL.clone();
    private final long[] work = new long[16];
    private final long[] block = new long[16];

    private Blake2b() {
        state[0] ^= PARAMETERS;
    }

    /** The digest of a text in UTF-8, as 128 hexadecimal digits in lower case. */
    static String hex(String text) {
        return new Blake2b().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private String digest(byte[] bytes) {
        int offset = 0;
        for (; bytes.length - offset > BLOCK; offset += BLOCK) {
            compress(Arrays.copyOfRange(bytes, offset, offset + BLOCK), offset + BLOCK, false);
        }
        compress(Arrays.copyOf(Arrays.copyOfRange(bytes, offset, bytes.length), BLOCK), bytes.length, true);
        ByteBuffer digest = ByteBuffer.allocate(Long.BYTES * state.length).order(ByteOrder.LITTLE_ENDIAN);
        digest.asLongBuffer().put(state);
        return HexFormat.of().formatHex(digest.array());
    }

    private void compress(byte[] bytes, long count, boolean last) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(block);
        System.arraycopy(state, 0, work, 0, 8);
        System.arraycopy(INITIAL, 0, work, 8, 8);
        work[12] ^= count;
        if (last) {
            work[14] = ~work[14];
        }
        for (int round = 0; round < ROUNDS; round++) {
            int[] order = ORDER[round % ORDER.length];
            for (int column = 0; column < 4; column++) {
                mix(column, 4 + column, 8 + column, 12 + column, order, 2 * column);
            }
            for (int diagonal = 0; diagonal < 4; diagonal++) {
                mix(
                        diagonal,
                        4 + (diagonal + 1) % 4,
                        8 + (diagonal + 2) % 4,
                        12 + (diagonal + 3) % 4,
                        order,
                        8 + 2 * diagonal);
            }
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= work[i] ^ work[i + 8];
        }
    }

    private void mix(int a, int b, int c, int d, int[] order, int first) {
        work[a] += work[b] + block[order[first]];
        work[d] = Long.rotateRight(work[d] ^ work[a], 32);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 24);
        work[a] += work[b] + block[order[first + 1]];
        work[d] = Long.rotateRight(work[d] ^ work[a], 16);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 63);
    }
}
