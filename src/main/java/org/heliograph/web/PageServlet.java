package org.heliograph.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * Routes the pages' paths. Pages for signed-in users share one document, whose script selects the page by its path; public pages have
 * their own documents.
 */
@WebServlet({
    "/dashboard",
    "/machines",
    "/keys",
    "/members",
    "/alerts",
    "/channels",
    "/account",
    "/accounts",
    "/console",
    "/console/nodes",
    "/console/sockets",
    "/console/slow",
    "/console/topics",
    "/console/rates",
    "/console/jobs",
    "/console/settings",
    "/console/announcements",
    "/audit",
    "/screens",
    "/invitation",
    "/reset",
    "/status-pages",
    "/status/*",
    "/alerts/wall",
    "/docs/api"
})
public class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    /** The document of all pages for signed-in users. */
    public static final String SHELL = "/index.html";

    private static final Map<String, String> DOCUMENTS =
            Map.of("/status", "/status.html", "/alerts/wall", "/wall.html", "/docs/api", "/api.html");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String document = DOCUMENTS.getOrDefault(request.getServletPath(), SHELL);
        request.getRequestDispatcher(document).forward(request, response);
    }
}
