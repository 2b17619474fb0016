package org.heliograph.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.heliograph.testing.Answer;
import org.heliograph.testing.Server;
import org.heliograph.web.ErrorServlet;
import org.heliograph.web.page.PageServlet;
import org.junit.jupiter.api.Test;

class OpenApiIT {
    private static final Pattern REFERENCE = Pattern.compile("\"#/components/(\\w+)/([\\w-]+)\"");

    private final JsonObject document =
            Server.shared().api().get("/openapi?format=JSON").json();

    @Test
    void everyResourceMethodIsInTheDocument() {
        Set<String> missing = new TreeSet<>();
        classes(Path.class)
                .forEach(resource -> Stream.of(resource.getMethods())
                        .forEach(method -> Stream.of(method.getAnnotations())
                                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                                .filter(http -> http != null)
                                .forEach(http -> ApiModelReader.paths(resource, method).stream()
                                        .filter(path -> operation(path, http.value()) == null
                                                || !operation(path, http.value())
                                                        .containsKey("summary"))
                                        .forEach(path -> missing.add(http.value() + " " + path)))));

        assertThat(missing).isEmpty();
        assertThat(document.getJsonObject("paths")).hasSizeGreaterThan(40);
    }

    @Test
    void everyServletRouteBesidePagesAndErrorsIsInTheDocument() {
        List<String> missing = classes(WebServlet.class)
                .filter(servlet ->
                        servlet != ErrorServlet.class && !servlet.getPackage().equals(PageServlet.class.getPackage()))
                .map(servlet -> servlet.getAnnotation(WebServlet.class))
                .flatMap(servlet -> Stream.concat(Stream.of(servlet.value()), Stream.of(servlet.urlPatterns())))
                .filter(route -> document.getJsonObject("paths").keySet().stream()
                        .noneMatch(path -> path.equals(route)
                                || route.endsWith("/*") && path.startsWith(route.substring(0, route.length() - 1))))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyReferenceResolves() {
        Matcher reference = REFERENCE.matcher(document.toString());
        Set<String> dangling = new TreeSet<>();
        while (reference.find()) {
            JsonObject kind = document.getJsonObject("components").getJsonObject(reference.group(1));
            if (kind == null || !kind.containsKey(reference.group(2))) {
                dangling.add(reference.group());
            }
        }

        assertThat(dangling).isEmpty();
    }

    @Test
    void requestRecordsAreDescribedWithTheirConstraints() {
        JsonObject schema = operation("/api/keys", "POST")
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema");

        assertThat(schema.getJsonArray("required").toString()).isEqualTo("[\"org_id\"]");
        assertThat(schema.getJsonObject("properties").keySet())
                .containsExactlyInAnyOrder(
                        "org_id", "description", "reusable", "ephemeral", "may_replace", "max_uses", "expires_in_days");
        assertThat(schema.getJsonObject("properties")
                        .getJsonObject("expires_in_days")
                        .getInt("maximum"))
                .isEqualTo(3650);
    }

    /** Protected are the REST routes whose security is not the document's exception of their own. */
    @Test
    void protectedRoutesRefuseAnonymousCallsWhateverTheirBody() {
        Set<String> answered = new TreeSet<>();
        int[] count = {0};
        classes(Path.class)
                .filter(resource -> !resource.isAnnotationPresent(SecurityRequirements.class))
                .forEach(resource -> Stream.of(resource.getMethods())
                        .filter(method -> !method.isAnnotationPresent(SecurityRequirements.class))
                        .forEach(method -> Stream.of(method.getAnnotations())
                                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                                .filter(http -> http != null)
                                .forEach(http -> ApiModelReader.paths(resource, method)
                                        .forEach(path -> {
                                            String route = path.replaceAll("\\{[^}]*}", "x");
                                            boolean body = Set.of("POST", "PUT", "PATCH")
                                                    .contains(http.value());
                                            int status = Server.shared()
                                                    .api()
                                                    .send(http.value(), route, body ? "{\"nonsense\":1}" : null)
                                                    .status();
                                            count[0]++;
                                            if (status != 401) {
                                                answered.add(http.value() + " " + route + " " + status);
                                            }
                                        }))));

        assertThat(answered).isEmpty();
        assertThat(count[0]).isGreaterThan(30);
    }

    @Test
    void aPageShowsTheDocument() {
        Answer page = Server.shared().api().get("/docs/api");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("/app/api-document.js");
    }

    private JsonObject operation(String path, String method) {
        JsonObject item = document.getJsonObject("paths").getJsonObject(path);
        return item == null ? null : item.getJsonObject(method.toLowerCase(java.util.Locale.ROOT));
    }

    private static Stream<Class<?>> classes(Class<? extends java.lang.annotation.Annotation> annotation) {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.heliograph")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(annotation))
                        .map(JavaClass::reflect);
    }
}
