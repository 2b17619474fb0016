package org.heliograph.rest.cache;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the headers of a request say about the form of its response.
 *
 * @param authorization the header of that name; null without one
 * @param ifNoneMatch   the tags of what the reader has; null without any
 * @param gzip          whether the reader takes compressed bodies
 */
public record ReaderRequest(String authorization, String ifNoneMatch, boolean gzip) {
    private static final String WEAK = "W/";
    /**
     * What a response depends on. It replaces the header that the filter of other origins has set, and so names the origin as well, which makes no
     * difference where pages of every origin may read.
     */
    static final String VARY = HttpHeaders.ACCEPT_ENCODING + ", Origin";

    /** Reads them on the thread of the request. */
    public static ReaderRequest of(HttpHeaders headers) {
        return new ReaderRequest(
                headers.getHeaderString(HttpHeaders.AUTHORIZATION),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                takesGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING)));
    }

    /** Reads them where a servlet answers. */
    public static ReaderRequest of(HttpServletRequest request) {
        return new ReaderRequest(
                request.getHeader(HttpHeaders.AUTHORIZATION),
                request.getHeader(HttpHeaders.IF_NONE_MATCH),
                takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING)));
    }

    /** Whether an {@code Accept-Encoding} names gzip, or everything, without a quality of zero. */
    static boolean takesGzip(String accepted) {
        if (accepted == null) {
            return false;
        }
        String all = null;
        for (String part : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String[] pieces = part.split(";", 2);
            String quality = pieces.length == 1 ? "" : pieces[1].replace(" ", "");
            if (pieces[0].strip().equals("gzip")) {
                return !refused(quality);
            }
            if (pieces[0].strip().equals("*")) {
                all = quality;
            }
        }
        return all != null && !refused(all);
    }

    private static boolean refused(String quality) {
        return quality.matches("q=0(\\.0*)?");
    }

    /**
     * Whether the reader has the content of this tag. The comparison is weak, as RFC 9110 has it for this header.
     *
     * @param tag without quotes
     */
    public boolean has(String tag) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(one -> one.startsWith(WEAK) ? one.substring(WEAK.length()) : one)
                        .anyMatch(one -> one.equals("*") || one.equals('"' + tag + '"'));
    }

    Response response(SharedResponse shared, boolean restricted) {
        SharedContent content = shared.content();
        boolean known = has(content.tag());
        Response.ResponseBuilder response = known ? Response.notModified() : Response.ok();
        response.header(HttpHeaders.ETAG, WEAK + '"' + content.tag() + '"')
                .header(HttpHeaders.CACHE_CONTROL, restricted ? "private, no-cache" : "no-cache")
                .header(HttpHeaders.VARY, VARY);
        content.headers().forEach(response::header);
        if (known) {
            return response.build();
        }
        boolean compressed = gzip && shared.gzip() != null;
        if (compressed) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return response.type(content.contentType())
                .entity(compressed ? shared.gzip() : content.body())
                .build();
    }
}
