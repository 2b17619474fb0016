package org.heliograph.rest.openapi;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.application.ResourceClasses;

/**
 * Reads every resource method into the OpenAPI document: its path below its root, parameters, request record, and what the annotations
 * of MicroProfile OpenAPI add. The servers' own scanners know one root only and none of our readers, so they are off
 * (docs/adr/0018-openapi.md). {@code META-INF/openapi.yaml} adds what is not in resource classes.
 */
public class ApiModelReader implements OASModelReader {
    private static final Pattern ALTERNATIVES = Pattern.compile("\\{\\w+: *([\\w|-]+)}");

    @Override
    public OpenAPI buildModel() {
        Paths paths = OASFactory.createPaths();
        ResourceClasses.all().stream()
                .sorted(Comparator.comparing(Class::getName))
                .forEach(resource -> addMethods(paths, resource));
        return OASFactory.createOpenAPI().paths(paths);
    }

    private static void addMethods(Paths paths, Class<?> resource) {
        for (Method method : resource.getMethods()) {
            httpMethod(method).ifPresent(http -> {
                for (String path : paths(resource, method)) {
                    PathItem item = paths.getPathItem(path);
                    if (item == null) {
                        item = OASFactory.createPathItem();
                        paths.addPathItem(path, item);
                    }
                    item.setOperation(PathItem.HttpMethod.valueOf(http), operation(resource, method, path));
                }
            });
        }
    }

    /** The templates of a method's paths: a parameter with alternatives, such as {@code {kind: monitors|groups}}, is a path for each. */
    static List<String> paths(Class<?> resource, Method method) {
        Path below = method.getAnnotation(Path.class);
        String template = Stream.of(
                        ResourceClasses.rootOf(resource),
                        resource.getAnnotation(Path.class).value(),
                        below == null ? "" : below.value())
                .map(part -> part.replaceAll("^/|/$", ""))
                .filter(part -> !part.isEmpty())
                .map(part -> "/" + part)
                .collect(Collectors.joining());
        Matcher alternatives = ALTERNATIVES.matcher(template);
        return alternatives.find()
                ? Stream.of(alternatives.group(1).split("\\|"))
                        .map(one -> template.replace(alternatives.group(), one))
                        .toList()
                : List.of(template);
    }

    private static Operation operation(Class<?> resource, Method method, String path) {
        Operation operation = OASFactory.createOperation().responses(responses(method, path));
        Optional.ofNullable(resource.getAnnotation(Tag.class)).ifPresent(tag -> operation.addTag(tag.name()));
        Optional.ofNullable(method.getAnnotation(org.eclipse.microprofile.openapi.annotations.Operation.class))
                .ifPresent(described -> operation.summary(described.summary()));
        Stream.of(resource.getAnnotation(SecurityRequirements.class), method.getAnnotation(SecurityRequirements.class))
                .filter(requirements -> requirements != null)
                .forEach(requirements -> operation.setSecurity(security(requirements)));
        RequestModelReader.addTo(operation, path, resource, method);
        return operation;
    }

    private static List<org.eclipse.microprofile.openapi.models.security.SecurityRequirement> security(
            SecurityRequirements requirements) {
        return Arrays.stream(requirements.value())
                .map(one -> OASFactory.createSecurityRequirement().addScheme(one.name()))
                .toList();
    }

    private static APIResponses responses(Method method, String path) {
        APIResponses responses = OASFactory.createAPIResponses();
        for (APIResponse response : method.getAnnotationsByType(APIResponse.class)) {
            responses.addAPIResponse(
                    response.responseCode(), OASFactory.createAPIResponse().ref(response.ref()));
        }
        if (responses.getAPIResponses() == null || responses.getAPIResponses().isEmpty()) {
            responses.addAPIResponse("200", OASFactory.createAPIResponse().description("Done"));
        }
        return responses.addAPIResponse(
                "default", OASFactory.createAPIResponse().ref(Envelope.isBare(path) ? "BareError" : "Error"));
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }
}
