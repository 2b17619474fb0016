package org.heliograph.gateway.undertow;

import java.nio.ByteBuffer;
import java.util.List;
import org.heliograph.hub.outbox.Frame;

/** Encodes text messages as WebSocket frames of a server: complete, unmasked (RFC 6455, 5.2). */
final class FrameEncoder {
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final int SHORT_LENGTH = 125;
    private static final int MAX_MEDIUM_LENGTH = 0xFFFF;
    private static final byte MEDIUM = 126;
    private static final byte LONG = 127;
    private static final int MAX_HEADER = 10;

    private static final int CAPACITY = 96 * 1024;
    /** Outside of the heap, from where the system takes it without another copy. */
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CAPACITY));

    private FrameEncoder() {}

    /** The frames of messages, one after another, in a buffer that this thread uses again for the next call. */
    static ByteBuffer encode(List<Frame> messages) {
        int size = 0;
        for (Frame message : messages) {
            size += message.utf8().length + MAX_HEADER;
        }
        ByteBuffer buffer = size <= CAPACITY ? BUFFER.get().clear() : ByteBuffer.allocate(size);
        for (Frame message : messages) {
            put(message.utf8(), buffer);
        }
        return buffer.flip();
    }

    private static void put(byte[] payload, ByteBuffer buffer) {
        buffer.put(FINAL_TEXT);
        if (payload.length <= SHORT_LENGTH) {
            buffer.put((byte) payload.length);
        } else if (payload.length <= MAX_MEDIUM_LENGTH) {
            buffer.put(MEDIUM).putShort((short) payload.length);
        } else {
            buffer.put(LONG).putLong(payload.length);
        }
        buffer.put(payload);
    }
}
