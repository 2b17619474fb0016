package org.heliograph.gateway;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The addresses of the pages, all served by one shell that finds the page by its address. */
@WebServlet({"/dashboard", "/machines", "/keys", "/members", "/channels", "/account", "/invitation"})
public class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    /** The document that is every page's start. */
    public static final String SHELL = "/index.html";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher(SHELL).forward(request, response);
    }
}
