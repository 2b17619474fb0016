package org.heliograph.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * A request as every part of the application can read it. Headers that only state a preference count as absent when they are
 * malformed (RFC 9110, 12.4.1): JAX-RS implementations fail at them. URLs are percent-encoded again: a server that accepts unescaped
 * letters passes them on decoded, and not all of that is a URI.
 */
final class NormalizedRequest extends HttpServletRequestWrapper {
    private static final String ACCEPT = "accept";
    private static final String CONTENT_TYPE = "content-type";

    /** Responses have one language and one character set, whatever is asked for. */
    private static final Set<String> UNUSED = Set.of("accept-language", "accept-charset");

    private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]++";
    private static final String PARAMETERS =
            "(?:\\s*+;\\s*+(?:" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*+\"))?+)*+\\s*+";
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*+" + TOKEN + "/" + TOKEN + PARAMETERS);
    private static final Pattern MEDIA_RANGE = Pattern.compile("\\s*+(?:\\*|" + TOKEN + "/" + TOKEN + ")" + PARAMETERS);
    private static final Pattern QUALITY =
            Pattern.compile("(?i);\\s*q\\s*=\\s*(?![01]?(?:\\.\\d{0,10})?\\s*(?:;|$)|1\\.0*)");

    /** What no reader of JSON takes and every reader of bytes does. */
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private static final String PATH_CHARACTERS = "/-._~!$&'()*+,;=:@";
    private static final int HEX_DIGITS = 2;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String query;
    private final String uri;
    private final Map<String, String[]> parameters;

    /** @param parameters of the query, decoded */
    NormalizedRequest(HttpServletRequest request, Map<String, String[]> parameters) {
        super(request);
        this.parameters = parameters;
        query = request.getQueryString() == null ? null : encoded(parameters);
        uri = encoded(request.getRequestURI());
    }

    @Override
    public String getQueryString() {
        return query;
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public StringBuffer getRequestURL() {
        StringBuffer url = super.getRequestURL();
        int path = url.indexOf("/", url.indexOf("://") + "://".length());
        url.setLength(path < 0 ? url.length() : path);
        return url.append(uri);
    }

    @Override
    public String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String getContentType() {
        return getHeader(CONTENT_TYPE);
    }

    @Override
    public String getHeader(String name) {
        Enumeration<String> values = getHeaders(name);
        return values.hasMoreElements() ? values.nextElement() : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (UNUSED.contains(lower)) {
            return Collections.emptyEnumeration();
        }
        if (lower.equals(ACCEPT)) {
            List<String> sent = Collections.list(super.getHeaders(name));
            return sent.stream().allMatch(NormalizedRequest::isAccept)
                    ? Collections.enumeration(sent)
                    : Collections.emptyEnumeration();
        }
        if (lower.equals(CONTENT_TYPE)) {
            return Collections.enumeration(Collections.list(super.getHeaders(name)).stream()
                    .filter(sent -> !sent.isBlank())
                    .map(sent -> MEDIA_TYPE.matcher(sent).matches() ? sent : UNKNOWN_TYPE)
                    .toList());
        }
        return super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> getHeaders(name).hasMoreElements())
                .toList());
    }

    static boolean isAccept(String header) {
        for (String range : header.split(",")) {
            if (!range.isBlank()
                    && (!MEDIA_RANGE.matcher(range).matches()
                            || QUALITY.matcher(range).find())) {
                return false;
            }
        }
        return true;
    }

    private static String encoded(Map<String, String[]> parameters) {
        StringJoiner query = new StringJoiner("&");
        parameters.forEach((name, values) -> {
            for (String value : values) {
                query.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }

    /** A path with escapes for everything that needs one; escapes that are in it stay. */
    static String encoded(String path) {
        byte[] octets = path.getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(octets.length);
        for (int at = 0; at < octets.length; at++) {
            char one = (char) (octets[at] & 0xFF);
            boolean plain = one < 0x80 && (Character.isLetterOrDigit(one) || PATH_CHARACTERS.indexOf(one) >= 0);
            if (plain || one == '%' && isHex(octets, at + 1)) {
                text.append(one);
            } else {
                text.append('%').append(HEX.toHexDigits((byte) one));
            }
        }
        return text.toString();
    }

    private static boolean isHex(byte[] octets, int from) {
        return from + HEX_DIGITS <= octets.length
                && Character.digit(octets[from], 16) >= 0
                && Character.digit(octets[from + 1], 16) >= 0;
    }
}
