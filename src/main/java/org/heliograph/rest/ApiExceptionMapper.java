package org.heliograph.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Every failure of a REST call as the error envelope of its path. */
@Provider
public class ApiExceptionMapper implements ExceptionMapper<Throwable> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        return envelope(request, thrown);
    }

    static Response envelope(HttpServletRequest request, Throwable thrown) {
        ApiException refused = ExceptionTranslator.of(thrown);
        RefusalMetrics.count(refused);
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Response.ResponseBuilder answer = Response.status(refused.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Envelope.error(path, refused));
        refused.headers().forEach(answer::header);
        return answer.build();
    }
}
