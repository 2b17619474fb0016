package org.heliograph.fuzz;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bytes of an input as what the code reads. */
public final class FuzzInput {
    private FuzzInput() {}

    /** As sockets and Redis clients decode it: what is no UTF-8 becomes the replacement character. */
    public static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** The first line and the rest, which is empty for one line. */
    public static String[] firstLine(byte[] input) {
        String text = text(input);
        int end = text.indexOf('\n');
        return end < 0 ? new String[] {text, ""} : new String[] {text.substring(0, end), text.substring(end + 1)};
    }

    /** Parameters as in a query, after decoding: {@code name=eq.a&status=eq.online}. */
    public static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(equals < 0 ? pair : pair.substring(0, equals), name -> new ArrayList<>())
                    .add(equals < 0 ? "" : pair.substring(equals + 1));
        }
        return parameters;
    }

    /**
     * A request: its query in the first line, its headers in the others.
     *
     * @param path under which the client sent it
     */
    public static HttpServletRequest request(byte[] input, String path) {
        String[] parts = firstLine(input);
        Map<String, List<String>> headers = headers(parts[1]);
        return (HttpServletRequest) Proxy.newProxyInstance(
                FuzzInput.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getServletPath", "getRequestURI" -> path;
                    case "getQueryString" -> parts[0];
                    case "getParameter" ->
                        parameters(parts[0]).getOrDefault((String) arguments[0], List.of()).stream()
                                .findFirst()
                                .orElse(null);
                    case "getRemoteAddr" -> first(headers, "Remote");
                    case "getHeader" -> first(headers, (String) arguments[0]);
                    case "getHeaders" -> Collections.enumeration(named(headers, (String) arguments[0]));
                    case "getCookies" -> cookies(named(headers, "Cookie"));
                    case "isSecure" -> false;
                    default -> null;
                });
    }

    private static Map<String, List<String>> headers(String lines) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line : lines.split("\n")) {
            int colon = line.indexOf(':');
            String name = (colon < 0 ? line : line.substring(0, colon)).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(colon < 0 ? "" : line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static List<String> named(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return named(headers, name).stream().findFirst().orElse(null);
    }

    /** A container passes on names that are tokens only. */
    private static Cookie[] cookies(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(pair -> pair.strip().split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].matches("[A-Za-z_]+"))
                .map(pair -> new Cookie(pair[0], pair[1]))
                .toArray(Cookie[]::new);
    }
}
