package org.heliograph.identity.token;

import jakarta.servlet.http.HttpServletRequest;
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
     * Method, path, to whom it belongs, and the scopes of which one is needed. In a path <code>{}</code> is any segment, and
     * <code>{a|b}</code> one of these. {@code anybody}: the answer does not depend on the caller, or another credential counts.
     * {@code either}: the resource decides by the organisation that is asked for. {@code person}: only for those who have signed in, since it is about their own sign-in, or gives rights that outlive a token.
     */
    private static final String TABLE = """
            POST   /api/auth/login                                            anybody
            POST   /api/auth/login/code                                       anybody
            POST   /api/auth/login/factor                                     anybody
            POST   /api/auth/refresh                                          anybody
            POST   /api/auth/logout                                           anybody
            POST   /api/auth/reset                                            anybody
            POST   /api/auth/reset/request                                    anybody
            POST   /api/auth/invitation                                       anybody
            POST   /api/auth/invitation/accept                                person
            POST   /api/auth/logout-everywhere                                person
            POST   /api/auth/password                                         person
            GET    /api/auth/me                                               person
            GET    /api/auth/factor                                           person
            POST   /api/auth/factor                                           person
            POST   /api/auth/factor/confirm                                   person
            POST   /api/auth/factor/recovery-codes                            person
            POST   /api/auth/factor/off                                       person
            GET    /api/auth/sessions                                         person
            DELETE /api/auth/sessions                                         person
            DELETE /api/auth/sessions/{}                                      person
            GET    /api/auth/devices                                          person
            DELETE /api/auth/devices/{}                                       person
            GET    /api/tokens                                                person
            POST   /api/tokens                                                person
            DELETE /api/tokens/{}                                             person
            GET    /api/config                                                anybody
            GET    /api/organizations                                         organization read
            POST   /api/organizations                                         installation administer
            GET    /api/members                                               organization read
            POST   /api/members                                               organization administer
            PATCH  /api/members/{}                                            organization administer
            DELETE /api/members/{}                                            organization administer
            DELETE /api/members/invitations/{}                                organization administer
            GET    /api/keys                                                  organization read
            POST   /api/keys                                                  organization administer
            DELETE /api/keys                                                  organization administer
            DELETE /api/keys/{}                                               organization administer
            GET    /api/db/machines                                           organization read
            POST   /api/db/machines                                           organization administer
            PATCH  /api/db/machines                                           organization administer
            DELETE /api/db/machines                                           organization administer
            POST   /api/db/_rpc                                               organization read
            GET    /api/realtime                                              organization read
            GET    /api/events                                                organization read
            POST   /api/register-machine                                      anybody
            POST   /api/machine-heartbeat                                     anybody
            GET    /ws                                                        installation read
            POST   /api/publish                                               installation publish
            GET    /ws/alerts                                                 installation read alerts
            GET    /api/v1/alerts/events                                      installation read alerts
            GET    /api/v1/alerts                                             installation read alerts
            GET    /api/v1/alerts/open                                        installation read alerts
            GET    /api/v1/alerts/summary                                     installation read alerts
            GET    /api/v1/alerts/refusals                                    installation read alerts
            GET    /api/v1/alerts/{}                                          installation read alerts
            POST   /api/v1/alerts                                             installation alerts
            POST   /api/v1/alerts/{}/resolve                                  installation alerts
            POST   /api/v1/alerts/{}/acknowledge                              installation alerts
            DELETE /api/v1/alerts/refusals                                    installation administer
            POST   /internal/alerts                                           installation alerts
            GET    /api/screen-tokens                                         installation read
            POST   /api/screen-tokens                                         installation administer
            DELETE /api/screen-tokens/{}                                      installation administer
            GET    /v1/push/{}                                                installation pulses
            POST   /v1/push/{}                                                installation pulses
            GET    /v1/push/{}/{}                                             installation pulses
            POST   /v1/push/{}/{}                                             installation pulses
            GET    /v1/events                                                 anybody
            GET    /v1/status/{}                                              anybody
            GET    /v1/status/{}/summary                                      anybody
            GET    /v1/status/{}/report                                       anybody
            GET    /v1/status/{}/{incidents|maintenances}                     anybody
            GET    /v1/status/{}/{monitors|groups}/{}/history                 anybody
            GET    /v1/status/{}/{monitors|groups}/{}/history/hourly          anybody
            GET    /v1/status/{}/{monitors|groups}/{}/history/daily           anybody
            GET    /v1/status/{}/{monitors|groups}/{}/reports                 anybody
            GET    /v1/status/{}/{monitors|groups}/{}/reports/hourly          anybody
            GET    /v1/status/{}/{monitors|groups}/{}/reports/daily           anybody
            GET    /v1/admin/{monitors|groups|status-pages}                   installation administer
            GET    /v1/admin/{monitors|groups|status-pages}/{}                installation administer
            POST   /v1/admin/{monitors|groups|status-pages}                   installation administer
            PUT    /v1/admin/{monitors|groups|status-pages}/{}                installation administer
            DELETE /v1/admin/{monitors|groups|status-pages}/{}                installation administer
            GET    /v1/admin/{monitors|groups}/{}/reports                     installation read
            GET    /v1/admin/{monitors|groups}/{}/reports/hourly              installation read
            GET    /v1/admin/{monitors|groups}/{}/reports/daily               installation read
            GET    /v1/admin/{incidents|maintenances}                         installation read
            GET    /v1/admin/{incidents|maintenances}/{}                      installation read
            POST   /v1/admin/{incidents|maintenances}                         installation administer
            PUT    /v1/admin/{incidents|maintenances}/{}                      installation administer
            DELETE /v1/admin/{incidents|maintenances}/{}                      installation administer
            POST   /v1/admin/{incidents|maintenances}/{}/updates              installation administer
            DELETE /v1/admin/{incidents|maintenances}/{}/updates/{}           installation administer
            GET    /health                                                    anybody
            GET    /health/live                                               anybody
            GET    /health/ready                                              anybody
            GET    /health/started                                            anybody
            GET    /metrics                                                   installation read
            GET    /api/operations/drain                                      installation read
            POST   /api/operations/drain                                      installation administer
            DELETE /api/operations/drain                                      installation administer
            GET    /api/admin/nodes                                           installation read
            POST   /api/admin/nodes/{}/drain                                  installation administer
            POST   /api/admin/nodes/{}/undrain                                installation administer
            GET    /api/admin/sockets                                         installation read
            POST   /api/admin/sockets/{}/disconnect                           installation administer
            GET    /api/admin/topics                                          installation read
            GET    /api/admin/rates                                           installation read
            GET    /api/admin/jobs                                            installation read
            GET    /api/admin/settings                                        installation administer
            POST   /api/admin/test-event                                      installation administer
            GET    /api/admin/announcements                                   installation read
            POST   /api/admin/announcements                                   installation administer
            DELETE /api/admin/announcements/{}                                installation administer
            GET    /api/audit                                                 either read
            GET    /api/audit/export                                          either read
            GET    /api/accounts                                              installation read
            PATCH  /api/accounts/{}                                           person
            POST   /api/accounts/{}/revoke-keys                               installation administer
            POST   /api/accounts/{}/revoke-screens                            installation administer
            POST   /api/accounts/{}/unlock                                    installation administer
            POST   /api/accounts/{}/reset-link                                person
            POST   /api/accounts/{}/reset-factor                              person
            POST   /api/accounts/{}/end-sessions                              installation administer
            """;

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
        TABLE.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.split(" +");
            routes.add(new Route(words[0], words[1], segments(words[1]), scope(words)));
        });
        routes.sort(Comparator.comparing(Route::order));
        return List.copyOf(routes);
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
