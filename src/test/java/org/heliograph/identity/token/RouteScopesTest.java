package org.heliograph.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heliograph.identity.ApiTokenGrant;
import org.heliograph.rest.application.Root;

/** The table of scopes knows every route, and no other. */
@AnalyzeClasses(packages = "org.heliograph", importOptions = DoNotIncludeTests.class)
class RouteScopesTest {
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private static final Pattern PARAMETER = Pattern.compile("\\{[^:}]+}");
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{[^:}]+:\\s*([^}]+)}");

    /** The roots below which a request is looked for a token. */
    private static final List<String> WITH_TOKENS =
            List.of("/api/", "/ws", "/v1/", "/internal/", "/health", "/metrics");

    @ArchTest
    static void everyRouteHasALineAndEveryLineARoute(JavaClasses all) {
        Set<String> routes = routes(all);
        Set<String> lines = new TreeSet<>();
        RouteScopes.all().forEach(route -> lines.add(route.method() + " " + route.path()));

        assertThat(routes).hasSizeGreaterThan(80);
        assertThat(lines).isEqualTo(routes);
    }

    @ArchTest
    static void everyRouteIsLookedUpAsItsOwnLine(JavaClasses all) {
        assertThat(RouteScopes.all()).allSatisfy(route -> {
            String path = route.path().replace("{}", "x").replaceAll("\\{([^|}]+)[^}]*}", "$1");
            assertThat(RouteScopes.of(route.method(), path)).as(path).isEqualTo(route.scope());
            assertThat(RouteScopes.of(route.method(), path + "/")).isEqualTo(route.scope());
        });
    }

    @ArchTest
    static void everyLineThatNeedsACallerNamesScopes(JavaClasses all) {
        ApiTokenGrant installation = new ApiTokenGrant("i", "name", null, false);
        ApiTokenGrant organization = new ApiTokenGrant("o", "name", "acme", false);
        assertThat(RouteScopes.all().stream().flatMap(route -> route.scope().stream()))
                .allSatisfy(scope ->
                        assertThat(scope.anyOf().isEmpty()).isEqualTo(scope.target() == RouteScope.Target.ANYBODY))
                .filteredOn(scope -> scope.isFor(organization) && !scope.isFor(installation))
                .allSatisfy(scope -> assertThat(scope.anyOf()).allMatch(ApiScope::isOfOrganizations));
    }

    @ArchTest
    static void noTokenGivesAPersonAWayIntoAnAccount(JavaClasses all) {
        assertThat(RouteScopes.all())
                .filteredOn(route -> route.path().matches("/api/accounts/\\{}/(oidc-link|reset-link|reset-factor)"))
                .hasSize(4)
                .allMatch(route -> route.scope().isEmpty(), "for persons only");
    }

    private static Set<String> routes(JavaClasses all) {
        Set<String> routes = new TreeSet<>();
        all.stream()
                .flatMap(found -> found.getMethods().stream())
                .forEach(method -> METHODS.stream()
                        .filter(method::isAnnotatedWith)
                        .forEach(verb -> routes.add(verb.getSimpleName() + " " + path(method))));
        all.stream()
                .filter(found -> found.isAnnotatedWith(WebServlet.class))
                .flatMap(RouteScopesTest::patterns)
                .filter(path -> WITH_TOKENS.stream().anyMatch(path::startsWith))
                .filter(path -> !path.endsWith("/*"))
                .forEach(path -> routes.add("GET " + path));
        // a path of its own choice below its pattern
        for (String report : List.of("/v1/push/{}", "/v1/push/{}/{}")) {
            routes.add("GET " + report);
            routes.add("POST " + report);
        }
        all.stream()
                .filter(found -> found.isAnnotatedWith(ServerEndpoint.class))
                .forEach(found -> routes.add(
                        "GET " + found.getAnnotationOfType(ServerEndpoint.class).value()));
        return routes;
    }

    @ArchTest
    static void onlyPulsesHaveAServletWithPathsOfItsOwn(JavaClasses all) {
        assertThat(all.stream()
                        .filter(found -> found.isAnnotatedWith(WebServlet.class))
                        .flatMap(RouteScopesTest::patterns)
                        .filter(path -> WITH_TOKENS.stream().anyMatch(path::startsWith))
                        .filter(path -> path.endsWith("/*")))
                .containsExactly("/v1/push/*");
    }

    private static Stream<String> patterns(JavaClass servlet) {
        WebServlet mapping = servlet.getAnnotationOfType(WebServlet.class);
        return Stream.concat(Stream.of(mapping.value()), Stream.of(mapping.urlPatterns()));
    }

    private static String path(JavaMethod method) {
        JavaClass owner = method.getOwner();
        String root = owner.isAnnotatedWith(Root.class)
                ? owner.getAnnotationOfType(Root.class).value()
                : Root.API;
        String own = method.isAnnotatedWith(Path.class)
                ? method.getAnnotationOfType(Path.class).value()
                : "";
        String template = root + "/" + owner.getAnnotationOfType(Path.class).value() + "/" + own;
        String alternatives = ALTERNATIVES.matcher(template).replaceAll("{$1}");
        return PARAMETER
                .matcher(alternatives)
                .replaceAll(found -> found.group().contains("|") ? "$0" : "{}")
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
    }
}
