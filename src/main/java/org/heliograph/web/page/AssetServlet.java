package org.heliograph.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code GET /assets/<version>/<path>}: a script, style sheet or picture. Those of this version never change. While nodes of two releases
 * stand behind one address, a page of the other one may ask here: it gets the file of this release, and keeps it for this once.
 */
@WebServlet("/assets/*")
public class AssetServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ONCE = "no-store";

    @Inject
    private transient AssetLoader loader;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AssetCatalog catalog = loader.catalog(getServletContext());
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        int end = path.indexOf('/', 1);
        Optional<Asset> asset = end < 0 ? Optional.empty() : catalog.asset(path.substring(end));
        if (asset.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean ours = path.substring(1, end).equals(catalog.version());
        AssetResponse.send(request, response, asset.get(), ours ? FOR_EVER : ONCE);
    }
}
