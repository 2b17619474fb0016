package org.heliograph.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code GET /sdk/<path>}: the modules of the SDK for programs, by addresses without a version. A browser asks again at each visit, and is answered by the digest of
 * the contents: the files of all releases have times of their archive, which say nothing.
 */
@WebServlet("/sdk/*")
public class SdkServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final String CHECKED = "no-cache";

    @Inject
    private transient AssetLoader loader;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Asset> asset =
                loader.catalog(getServletContext()).asset(request.getServletPath() + request.getPathInfo());
        if (asset.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        AssetResponse.send(request, response, asset.get(), CHECKED);
    }
}
