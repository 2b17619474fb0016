package org.heliograph.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.ErrorResponseSender;
import org.heliograph.rest.ExceptionTranslator;
import org.heliograph.rest.RefusalMetrics;

/**
 * The error page: writes the response whenever the server refuses a request or a servlet fails, in the envelope of the path that was
 * asked for. Servers would answer with a page of HTML.
 */
@WebServlet("/error")
public class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Whatever the method of the request that failed. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            ErrorResponseSender.send(path(request), response, error(request));
        } else {
            ErrorResponseSender.send(request, response, ExceptionTranslator.ofStatus(HttpServletResponse.SC_NOT_FOUND));
        }
    }

    private static ApiException error(HttpServletRequest request) {
        Optional<ApiException> sent = ErrorResponseSender.sent(request);
        if (sent.isPresent()) {
            return sent.get();
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            ApiException failed = ExceptionTranslator.of(failure);
            RefusalMetrics.count(failed);
            return failed;
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        ApiException error = ExceptionTranslator.ofStatus(status);
        RefusalMetrics.count(error);
        boolean methods = error.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        return methods ? error.header("Allow", RequestFilter.READING) : error;
    }

    private static String path(HttpServletRequest request) {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return uri == null
                ? "/"
                : uri.toString().substring(request.getContextPath().length());
    }
}
