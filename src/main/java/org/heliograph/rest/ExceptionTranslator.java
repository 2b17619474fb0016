package org.heliograph.rest;

import jakarta.json.JsonException;
import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.persistence.DatabaseException;

/** What a failure of whatever kind means for the caller. What we did not foresee is logged under a number that the caller gets. */
public final class ExceptionTranslator {
    private static final Logger LOG = Logger.getLogger(ExceptionTranslator.class.getName());

    private ExceptionTranslator() {}

    /** The refusal that the caller is to be given; nothing of ours shows in it. */
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
            return new ApiException(409, "CONFLICT", "This does not fit what is stored already.");
        }
        if (DatabaseException.isInvalidValue(thrown)) {
            return new ApiException(400, "INVALID_FIELD", "A value is none that can be stored.");
        }
        String number = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, "request failed, reference " + number, thrown);
        return new ApiException(500, "INTERNAL_ERROR", "Something went wrong here; reference " + number + ".");
    }

    private static ApiException ofStatus(int status) {
        return switch (status) {
            case 400 -> new ApiException(status, "BAD_REQUEST", "The request could not be read.");
            case 401 -> new ApiException(status, "UNAUTHORIZED", "Sign in first.");
            case 403 -> new ApiException(status, "FORBIDDEN", "You may not do this.");
            case 404 -> new ApiException(status, "NOT_FOUND", "There is nothing here.");
            case 405 -> new ApiException(status, "METHOD_NOT_ALLOWED", "This method does not exist here.");
            case 406 -> new ApiException(status, "NOT_ACCEPTABLE", "Answers are JSON.");
            case 415 -> new ApiException(status, "UNSUPPORTED_MEDIA_TYPE", "Send JSON.");
            default -> new ApiException(status, status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR", "The request failed.");
        };
    }
}
