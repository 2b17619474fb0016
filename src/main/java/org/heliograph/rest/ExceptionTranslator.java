package org.heliograph.rest;

import jakarta.json.JsonException;
import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;

/** Translates any exception to an {@link ApiException}. An unexpected one is logged with a reference that the response contains. */
public final class ExceptionTranslator {
    private static final Logger LOG = Logger.getLogger(ExceptionTranslator.class.getName());

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
                return ofStatus(web.getResponse().getStatus());
            }
            if (cause instanceof JsonException) {
                return new ApiException(400, "BAD_REQUEST", "The body is not valid JSON.");
            }
        }
        if (DatabaseException.isBusy(thrown)) {
            return new ApiException(503, "BUSY", "The database is busy; try again in a moment.");
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

    private static ApiException ofStatus(int status) {
        return switch (status) {
            case 400 -> new ApiException(status, "BAD_REQUEST", "The request is malformed.");
            case 401 -> new ApiException(status, "UNAUTHORIZED", "Authentication is required.");
            case 403 -> new ApiException(status, "FORBIDDEN", "Access denied.");
            case 404 -> new ApiException(status, "NOT_FOUND", "There is no resource at this path.");
            case 405 -> new ApiException(status, "METHOD_NOT_ALLOWED", "This method is not supported at this path.");
            case 406 -> new ApiException(status, "NOT_ACCEPTABLE", "Responses are available as application/json only.");
            case 415 -> new ApiException(status, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json.");
            default -> new ApiException(status, status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR", "The request failed.");
        };
    }
}
