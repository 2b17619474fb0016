package org.heliograph.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.heliograph.rest.cache.ReaderRequest;

/** Sends an asset in the form that the browser takes, or says that it has it already. */
final class AssetResponse {
    private AssetResponse() {}

    /** @param caching the header Cache-Control */
    static void send(HttpServletRequest request, HttpServletResponse response, Asset asset, String caching)
            throws IOException {
        ReaderRequest reader = ReaderRequest.of(request);
        response.setHeader("Cache-Control", caching);
        response.setHeader("ETag", "W/\"" + asset.tag() + '"');
        response.addHeader("Vary", "Accept-Encoding");
        if (reader.has(asset.tag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean compressed = reader.gzip() && asset.gzip() != null;
        byte[] body = compressed ? asset.gzip() : asset.body();
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(asset.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
