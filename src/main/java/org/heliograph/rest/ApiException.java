package org.heliograph.rest;

import java.util.List;

/** A call that is refused: answered by the error envelope with this status, code and message (docs/protocols.md). */
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private long retryAfterSeconds;
    private transient List<String> details = List.of();

    /** @param message one sentence for the caller; never a secret, never an internal detail */
    public ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public static ApiException badRequest(String message) {
        return new ApiException(400, "BAD_REQUEST", message);
    }

    public static ApiException unauthorized(String message) {
        return new ApiException(401, "UNAUTHORIZED", message);
    }

    public static ApiException forbidden(String message) {
        return new ApiException(403, "FORBIDDEN", message);
    }

    public static ApiException notFound(String message) {
        return new ApiException(404, "NOT_FOUND", message);
    }

    public static ApiException conflict(String message) {
        return new ApiException(409, "CONFLICT", message);
    }

    /**
     * 400 for a body in which several fields may be wrong.
     *
     * @param details one for each problem, such as {@code name is required}
     */
    public static ApiException invalid(List<String> details) {
        return invalid("INVALID_FIELD", details);
    }

    /** As {@link #invalid(List)}, with another code. */
    static ApiException invalid(String code, List<String> details) {
        ApiException invalid = new ApiException(400, code, String.join(" ", details));
        invalid.details = List.copyOf(details);
        return invalid;
    }

    /** The problems one by one; empty where the message is all there is. */
    public List<String> details() {
        return details;
    }

    /** Adds a {@code Retry-After} of so many seconds. */
    public ApiException retryAfter(long seconds) {
        retryAfterSeconds = seconds;
        return this;
    }

    /** The seconds of {@code Retry-After}; 0 for an answer without it. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
