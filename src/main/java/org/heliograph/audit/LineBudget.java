package org.heliograph.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.heliograph.settings.Network;

/**
 * How many failures are logged: so many lines at once, and then so many a second. A part is for sign-ins only and one for locks, and an
 * address has a half of the rest at most, so that a client with one address hides no failure of another one. Not thread-safe.
 */
final class LineBudget {
    /** Lines at once of all acts together, and how many a second come again. */
    static final int COMMON_BURST = 100;

    static final int COMMON_RATE = 10;

    /** Lines at once that only sign-ins have, those that only locks have, and those that an address has. */
    static final int PART_BURST = 50;

    static final int PART_RATE = 5;

    /** Addresses that are counted; that whose last failure is the oldest is dropped first, and then has a new part. */
    private static final int MOST_ADDRESSES = 1_000;

    private final Bucket common = new Bucket(COMMON_BURST, COMMON_RATE);
    private final Map<AuditAction, Bucket> reserved = Map.of(
            AuditAction.SIGN_IN, new Bucket(PART_BURST, PART_RATE),
            AuditAction.SIGN_IN_LOCK, new Bucket(PART_BURST, PART_RATE));
    private final Map<String, Bucket> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** Lines that fill up with time. */
    private static final class Bucket {
        private final long millisPerLine;
        private final long burstMillis;
        /** The time up to which lines are used up; at most the burst ahead of now. */
        private long usedUp = Long.MIN_VALUE;

        Bucket(int burst, int rate) {
            millisPerLine = 1_000 / rate;
            burstMillis = burst * millisPerLine;
        }

        boolean isEmpty(long now) {
            return Math.max(usedUp, now) + millisPerLine - now > burstMillis;
        }

        void take(long now) {
            usedUp = Math.max(usedUp, now) + millisPerLine;
        }
    }

    /** Takes a line. @param address null for none @param now in milliseconds @return false when there is none left */
    boolean take(AuditAction action, String address, long now) {
        Bucket ofAddress = addresses.computeIfAbsent(
                address == null ? "" : Network.group(address), group -> new Bucket(PART_BURST, PART_RATE));
        Bucket shared = common.isEmpty(now) ? reserved.get(action) : common;
        if (shared == null || shared.isEmpty(now) || ofAddress.isEmpty(now)) {
            return false;
        }
        shared.take(now);
        ofAddress.take(now);
        return true;
    }
}
