package org.heliograph.hub;

/** Every reason for which the server closes a connection (docs/protocols.md); the complete list of our close codes. */
public enum Disconnect {
    /** The server shuts down, is drained, or must check rights anew; the client reconnects after a moment. */
    GOING_AWAY(1001, "Going away"),
    /** A binary message; every dialect is text. */
    UNSUPPORTED_DATA(1003, "Text only"),
    /** A message over 64 KiB. */
    TOO_BIG(1009, "Message too big"),
    /** A fault of the server; the client reconnects. */
    INTERNAL_ERROR(1011, "Internal error"),
    /** The peer was silent for too long; it reconnects. */
    HEARTBEAT_TIMEOUT(4000, "Heartbeat timeout"),
    /** The client reconnects with a new token. */
    TOKEN_EXPIRED(4001, "Token expired"),
    /** Membership, account or machine is gone; the client does not reconnect with the same token. */
    ACCESS_REVOKED(4003, "Access revoked"),
    /** The peer reads more slowly than events arrive, and its dialect neither conflates nor drops; the client reconnects. */
    SLOW_CONSUMER(4008, "Slow consumer"),
    /** Too many frames a second; the client reconnects and sends less. */
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
