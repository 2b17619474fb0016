package org.heliograph.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Every failure of a REST call as the error envelope. What we did not foresee is logged under a number that the caller gets. */
@Provider
public class Errors implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(Errors.class.getName());

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException known) {
                Response answer = answer(known);
                return known.retryAfterSeconds() == 0
                        ? answer
                        : Response.fromResponse(answer)
                                .header("Retry-After", known.retryAfterSeconds())
                                .build();
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebApplicationException web) {
                return ofStatus(web.getResponse().getStatus());
            }
            if (cause instanceof jakarta.json.JsonException) {
                return answer(400, "BAD_REQUEST", "The body is not valid JSON.");
            }
        }
        if (DatabaseFailure.isBusy(thrown)) {
            return answer(503, "BUSY", "The database is busy; try again in a moment.");
        }
        if (DatabaseFailure.isConflict(thrown)) {
            return answer(409, "CONFLICT", "This does not fit what is stored already.");
        }
        String number = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, "request failed, reference " + number, thrown);
        return answer(500, "INTERNAL_ERROR", "Something went wrong here; reference " + number + ".");
    }

    private Response ofStatus(int status) {
        return switch (status) {
            case 400 -> answer(status, "BAD_REQUEST", "The request could not be read.");
            case 401 -> answer(status, "UNAUTHORIZED", "Sign in first.");
            case 403 -> answer(status, "FORBIDDEN", "You may not do this.");
            case 404 -> answer(status, "NOT_FOUND", "There is nothing here.");
            case 405 -> answer(status, "METHOD_NOT_ALLOWED", "This method does not exist here.");
            case 406 -> answer(status, "NOT_ACCEPTABLE", "Answers are JSON.");
            case 415 -> answer(status, "UNSUPPORTED_MEDIA_TYPE", "Send JSON.");
            default -> answer(status, status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR", "The request failed.");
        };
    }

    private Response answer(int status, String code, String message) {
        return answer(new ApiException(status, code, message));
    }

    private Response answer(ApiException refused) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Response.ResponseBuilder answer = Response.status(refused.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Envelope.error(path, refused));
        return refused.status() == 401
                ? answer.header("WWW-Authenticate", "Bearer").build()
                : answer.build();
    }
}
