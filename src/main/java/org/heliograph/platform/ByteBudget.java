package org.heliograph.platform;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that peers make a node hold, bounded for the node and for each client address, so that one client neither fills the memory
 * nor takes the part of the others. Thread-safe; never waits.
 */
public final class ByteBudget {
    private final long most;
    private final long mostOfAddress;
    private final Map<String, Long> byAddress = new HashMap<>();
    private long held;

    /**
     * @param most          bytes of the node
     * @param mostOfAddress bytes of one address
     */
    public ByteBudget(long most, long mostOfAddress) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
    }

    /** A new share of what an address may hold; must be closed. */
    public Share share(String address) {
        return new Share(address);
    }

    /** The bytes that all shares hold. */
    public synchronized long held() {
        return held;
    }

    private synchronized boolean reserve(String address, long bytes) {
        long ofAddress = byAddress.getOrDefault(address, 0L);
        if (held + bytes > most || ofAddress + bytes > mostOfAddress) {
            return false;
        }
        held += bytes;
        byAddress.put(address, ofAddress + bytes);
        return true;
    }

    private synchronized void free(String address, long bytes) {
        held -= bytes;
        byAddress.computeIfPresent(address, (same, ofAddress) -> ofAddress == bytes ? null : ofAddress - bytes);
    }

    private synchronized boolean fits(String address, long bytes) {
        return byAddress.getOrDefault(address, 0L) + bytes <= mostOfAddress;
    }

    /** What one connection holds. */
    public final class Share implements AutoCloseable {
        private final String address;
        private long reserved;
        private boolean closed;

        private Share(String address) {
            this.address = address;
        }

        /** Reserves bytes. @return false when the node or the address holds too many, or the share is closed */
        public synchronized boolean tryReserve(long bytes) {
            if (closed || !reserve(address, bytes)) {
                return false;
            }
            reserved += bytes;
            return true;
        }

        /** Whether the address may hold so many bytes more, if the node had them. */
        public synchronized boolean fitsAddress(long bytes) {
            return !closed && fits(address, bytes);
        }

        /** Gives bytes back; no more than are reserved. */
        public synchronized void release(long bytes) {
            long freed = Math.min(bytes, reserved);
            if (freed > 0) {
                reserved -= freed;
                free(address, freed);
            }
        }

        /** Gives everything back, once and for all. */
        @Override
        public synchronized void close() {
            release(reserved);
            closed = true;
        }
    }
}
