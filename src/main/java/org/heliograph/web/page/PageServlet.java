package org.heliograph.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.heliograph.uptime.host.PageHosts;

/**
 * Routes the pages' paths. Pages for signed-in users share one document, whose script selects the page by its path; public pages have
 * their own documents.
 */
@WebServlet({
    "",
    "/index.html",
    "/now",
    "/dashboard",
    "/machines",
    "/machines/*",
    "/keys",
    "/members",
    "/alerts",
    "/alerts/*",
    "/monitors/*",
    "/channels",
    "/account",
    "/accounts",
    "/organizations",
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
    "/tokens",
    "/integrations",
    "/invitation",
    "/reset",
    "/signed-in",
    "/status-pages",
    "/status/*",
    "/alerts/wall",
    "/docs/api"
})
public class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    /** The document of all pages for signed-in users. */
    public static final String SHELL = "/index.html";

    private static final String STATUS = "/status";

    /** Browsers ask each time, and get 304 while nothing has changed. */
    private static final String REVALIDATED = "no-cache";

    private static final Map<String, String> DOCUMENTS = Map.of("/alerts/wall", "/wall.html", "/docs/api", "/api.html");

    /** Pages about one thing, whose id is the rest of the path, by the page of all of them. */
    private static final Map<String, String> DETAILS =
            Map.of("/machines", "/machine", "/alerts", "/alert", "/monitors", "/monitor");

    @Inject
    private transient AssetLoader loader;

    @Inject
    private transient StatusDocument statusDocument;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // of /health, which is a page for browsers and an answer for programs
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH);
        String asked = forwarded == null ? request.getServletPath() : forwarded.toString();
        String path = PageHosts.marked(request).isPresent() ? STATUS : asked;
        String document = path.equals(STATUS) ? StatusDocument.name(request) : DOCUMENTS.getOrDefault(path, SHELL);
        String module = document.equals(SHELL) ? module(path, request.getPathInfo()) : "";
        AssetCatalog catalog = loader.catalog(getServletContext());
        Asset page = catalog.document(document, module);
        if (path.equals(STATUS)) {
            page = statusDocument.about(request, response, catalog, page);
        }
        AssetResponse.send(request, response, page, REVALIDATED);
    }

    /**
     * The module of a page has the name of its path, the first part of it where there are several; that of the root is the sign-in. A page
     * about one thing has a module of its own.
     *
     * @param rest of the path, such as {@code /<id>}; null for none
     */
    static String module(String path, String rest) {
        boolean isAboutOne = rest != null && rest.length() > 1;
        String chosen = isAboutOne ? DETAILS.getOrDefault(path, path) : path;
        // servers call the root "" or "/"
        String page = chosen.replaceFirst("^/", "").replaceFirst("/.*", "");
        return "/app/pages/" + (page.isEmpty() ? "sign-in" : page) + ".js";
    }
}
