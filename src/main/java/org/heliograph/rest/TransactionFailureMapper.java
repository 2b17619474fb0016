package org.heliograph.rest;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * A failed begin or commit as the error envelope, as every other failure. Payara has a mapper of its own for exactly this type, which comes
 * before one of all types: it fails, logs its stack twice, and answers with a page.
 */
@Provider
@Priority(1)
public class TransactionFailureMapper implements ExceptionMapper<TransactionalException> {
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(TransactionalException thrown) {
        return ApiExceptionMapper.envelope(request, thrown);
    }
}
