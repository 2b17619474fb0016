package org.heliograph.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A call that is refused: answered by the error envelope with this status, code and message (docs/protocols.md). */
public class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private transient List<String> details = List.of();
    private final transient Map<String, String> headers = new TreeMap<>();

    /** @param message one sentence for the caller; never a secret, never an internal detail */
    public ApiException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
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

    /** @param allowed the methods of the path, as in the header {@code Allow} */
    public static ApiException methodNotAllowed(String allowed) {
        return new ApiException(405, "METHOD_NOT_ALLOWED", "This method is not supported at this path.")
                .header("Allow", allowed);
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
        return header("Retry-After", Long.toString(seconds));
    }

    /** The seconds of {@code Retry-After}; 0 for an answer without it. */
    public long retryAfterSeconds() {
        return Long.parseLong(headers.getOrDefault("Retry-After", "0"));
    }

    /** Adds a header to the response. */
    public ApiException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The headers of the response, besides those that every error has. */
    public Map<String, String> headers() {
        return headers;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
