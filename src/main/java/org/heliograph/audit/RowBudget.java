package org.heliograph.audit;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.settings.Network;

/**
 * How many rows failures add within a window. A quarter is for sign-ins only and a quarter for locks, and an address has a tenth of all at
 * most, so that a client with one address hides no failure of another one. Not thread-safe.
 */
final class RowBudget {
    private static final int RESERVED_PART = 4;
    private static final int ADDRESS_PART = 10;

    private final int common;
    private final int reserved;
    private final int ofAddress;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private final Map<AuditAction, Integer> usedReserve = new EnumMap<>(AuditAction.class);
    private int usedCommon;

    /** @param most rows */
    RowBudget(int most) {
        reserved = most / RESERVED_PART;
        common = most - 2 * reserved;
        ofAddress = Math.max(1, most / ADDRESS_PART);
    }

    /**
     * Takes a row.
     *
     * @param address null for none
     * @param several whether the row is one that several failures of the address share; it has a half more rows for these
     * @return false when there is none left
     */
    boolean take(AuditAction action, String address, boolean several) {
        String group = group(address);
        int mostOfAddress = several ? ofAddress + (ofAddress + 1) / 2 : ofAddress;
        if (byAddress.getOrDefault(group, 0) >= mostOfAddress || !isLeft(action)) {
            return false;
        }
        count(action, address);
        return true;
    }

    /** Counts a row that is there already. */
    void count(AuditAction action, String address) {
        byAddress.merge(group(address), 1, Integer::sum);
        if (usedCommon < common || !isReserved(action)) {
            usedCommon++;
        } else {
            usedReserve.merge(action, 1, Integer::sum);
        }
    }

    /** Begins a new window. */
    void clear() {
        byAddress.clear();
        usedReserve.clear();
        usedCommon = 0;
    }

    /** What counts as one address; the empty text for none. */
    static String group(String address) {
        return address == null ? "" : Network.group(address);
    }

    private boolean isLeft(AuditAction action) {
        return usedCommon < common || isReserved(action) && usedReserve.getOrDefault(action, 0) < reserved;
    }

    private static boolean isReserved(AuditAction action) {
        return action == AuditAction.SIGN_IN || action == AuditAction.SIGN_IN_LOCK;
    }
}
