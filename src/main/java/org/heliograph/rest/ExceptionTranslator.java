package org.heliograph.rest;

import jakarta.json.JsonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;

/** Translates any exception to an {@link ApiException}. An unexpected one is logged with a reference that the response contains. */
public final class ExceptionTranslator {
    private static final Logger LOG = Logger.getLogger(ExceptionTranslator.class.getName());

    private static final int RETRY_SECONDS = 2;

    private ExceptionTranslator() {}

    /** The error to send to the caller; it contains no internal details. */
    public static ApiException of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException known) {
                return known;
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebApplicationException web) {
                return ofResponse(web.getResponse());
            }
            if (cause instanceof JsonException) {
                return new ApiException(400, "BAD_REQUEST", "The body is not valid JSON.");
            }
        }
        if (DatabaseException.isBusy(thrown)) {
            return new ApiException(503, "BUSY", "The database is busy; try again in a moment.")
                    .retryAfter(RETRY_SECONDS);
        }
        if (DatabaseException.isConflict(thrown)) {
            return new ApiException(409, "CONFLICT", "The change conflicts with stored data.");
        }
        if (DatabaseException.isInvalidValue(thrown)) {
            return new ApiException(400, "INVALID_FIELD", "A value cannot be stored.");
        }
        String number = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, "request failed, reference " + number, thrown);
        return new ApiException(500, "INTERNAL_ERROR", "Internal server error; reference " + number + ".");
    }

    private static ApiException ofResponse(Response response) {
        ApiException refused = ofStatus(response.getStatus());
        String allowed = response.getHeaderString("Allow");
        return allowed == null ? refused : refused.header("Allow", allowed);
    }

    /** The error of a status that was chosen elsewhere, such as by the server; 501 is one of a method, which is the client's fault. */
    public static ApiException ofStatus(int status) {
        return switch (status) {
            case 400 -> new ApiException(status, "BAD_REQUEST", "The request is malformed.");
            case 401 -> new ApiException(status, "UNAUTHORIZED", "Authentication is required.");
            case 403 -> new ApiException(status, "FORBIDDEN", "Access denied.");
            case 404 -> new ApiException(status, "NOT_FOUND", "There is no resource at this path.");
            case 405, 501 -> new ApiException(405, "METHOD_NOT_ALLOWED", "This method is not supported at this path.");
            case 406 -> new ApiException(status, "NOT_ACCEPTABLE", "Responses are available as application/json only.");
            case 415 -> new ApiException(status, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json.");
            case 413 -> new ApiException(status, "TOO_LARGE", "The request is too large.");
            default -> new ApiException(status, status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR", "The request failed.");
        };
    }
}
