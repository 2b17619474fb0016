package org.heliograph.identity.token;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.heliograph.identity.token.RouteScope.Target;
import org.heliograph.rest.ErrorResponseSender;

/**
 * What an API token needs for each route of the application: the one place that decides it. A route that is missing here is closed to API
 * tokens. {@code RouteScopesTest} compares the table with the routes that exist.
 */
final class RouteScopes {
    /**
     * The file of the table. Each line has a method, a path, to whom it belongs, and the scopes of which one is needed. In a path
     * <code>{}</code> is any segment, and <code>{a|b}</code> one of these. {@code anybody}: the answer does not depend on the caller, or
     * another credential counts. {@code either}: the resource decides by the organisation that is asked for. {@code person}: only for those
     * who have signed in, since it is about their own sign-in, or gives rights that outlive a token.
     */
    private static final String TABLE = "/identity/route-scopes.txt";

    /** What the servers and JAX-RS might read as another path than the one that is looked up here. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(?i);|//|%2[ef]|%5c|\\\\|/\\.{1,2}(/|$)");

    private static final List<Route> ROUTES = parse();

    private RouteScopes() {}

    /**
     * A line of the table.
     *
     * @param segments of the path
     * @param scope    empty for persons only
     */
    record Route(String method, String path, List<String> segments, Optional<RouteScope> scope) {
        private boolean matches(String called, List<String> path) {
            if (!method.equals(called) || segments.size() != path.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                boolean fits = switch (rank(segment)) {
                    case 0 -> segment.equals(path.get(i));
                    case 1 ->
                        List.of(segment.substring(1, segment.length() - 1).split("\\|"))
                                .contains(path.get(i));
                    default -> !path.get(i).isEmpty();
                };
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        /** Sorts before what it is more specific than: text, then alternatives, then anything. */
        private String order() {
            StringBuilder ranks = new StringBuilder();
            segments.forEach(segment -> ranks.append(rank(segment)));
            return ranks.toString();
        }

        private static int rank(String segment) {
            return segment.equals("{}") ? 2 : segment.startsWith("{") ? 1 : 0;
        }
    }

    /** The lines of the table, the more specific first. */
    static List<Route> all() {
        return ROUTES;
    }

    /** What the route of a request needs; empty when API tokens may not call it. */
    static Optional<RouteScope> of(HttpServletRequest request) {
        return AMBIGUOUS.matcher(request.getRequestURI()).find()
                ? Optional.empty()
                : of(request.getMethod(), ErrorResponseSender.path(request));
    }

    /** @param path without a query; one slash at its end is ignored */
    static Optional<RouteScope> of(String method, String path) {
        if (method.equals("OPTIONS")) {
            return Optional.of(new RouteScope(Target.ANYBODY, Set.of()));
        }
        String called = method.equals("HEAD") ? "GET" : method;
        List<String> segments = segments(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        return ROUTES.stream()
                .filter(route -> route.matches(called, segments))
                .findFirst()
                .flatMap(Route::scope);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static List<Route> parse() {
        List<Route> routes = new ArrayList<>();
        table().lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.split(" +");
            routes.add(new Route(words[0], words[1], segments(words[1]), scope(words)));
        });
        routes.sort(Comparator.comparing(Route::order));
        return List.copyOf(routes);
    }

    private static String table() {
        try (InputStream file = RouteScopes.class.getResourceAsStream(TABLE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<RouteScope> scope(String... words) {
        if (words[2].equals("person")) {
            return Optional.empty();
        }
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        Arrays.stream(words, 3, words.length)
                .map(word -> ApiScope.parse(word).orElseThrow())
                .forEach(scopes::add);
        return Optional.of(new RouteScope(Target.valueOf(words[2].toUpperCase(Locale.ROOT)), scopes));
    }
}
