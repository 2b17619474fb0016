package org.heliograph.hub;

/** Every reason for which the server ends a socket (docs/protocols.md); the closed catalogue of our close codes. */
public enum Disconnect {
    /** The server shuts down; come back after a moment. */
    GOING_AWAY(1001, "Going away"),
    /** A binary message; every dialect is text. */
    UNSUPPORTED_DATA(1003, "Text only"),
    /** A message over 64 KiB. */
    TOO_BIG(1009, "Message too big"),
    /** A fault of ours; come back. */
    INTERNAL_ERROR(1011, "Internal error"),
    /** The peer was silent for too long; come back. */
    HEARTBEAT_TIMEOUT(4000, "Heartbeat timeout"),
    /** Come back with a new token. */
    TOKEN_EXPIRED(4001, "Token expired"),
    /** Membership, account or machine is gone; do not come back with the same token. */
    ACCESS_REVOKED(4003, "Access revoked"),
    /** The peer reads slower than events happen and its dialect cannot merge or drop; come back. */
    SLOW_CONSUMER(4008, "Slow consumer"),
    /** Too many frames a second; come back slower. */
    RATE_LIMIT_EXCEEDED(4029, "Rate limit exceeded");

    private final int code;
    private final String reason;

    Disconnect(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
