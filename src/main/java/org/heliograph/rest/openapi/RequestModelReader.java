package org.heliograph.rest.openapi;

import jakarta.json.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.heliograph.rest.Body;
import org.heliograph.rest.RequestBinder;

/** The parameters and the body of a resource method. */
final class RequestModelReader {
    /** Of the API, {@code addType} since 4.0, {@code setType} before: the servers differ. */
    private static final Method SET_TYPE = Stream.of(Schema.class.getMethods())
            .filter(method ->
                    method.getName().matches("addType|setType") && method.getParameterTypes()[0] == SchemaType.class)
            .findFirst()
            .orElseThrow();

    private static final java.util.regex.Pattern PATH_PARAMETER = java.util.regex.Pattern.compile("\\{(\\w+)}");

    /** Where {@code /v1/admin/…} has the kind. */
    private static final int KIND = 3;

    private RequestModelReader() {}

    /**
     * @param path the template of the method's path
     * @param resource the class of the method, whose {@code @Schema} names the schema of a {@link Body}
     */
    static void addTo(Operation operation, String path, Class<?> resource, Method method) {
        PATH_PARAMETER
                .matcher(path)
                .results()
                .forEach(name -> operation.addParameter(
                        parameter(name.group(1), Parameter.In.PATH).required(true)));
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            Optional.ofNullable(parameter.getAnnotation(QueryParam.class))
                    .ifPresent(query -> operation.addParameter(parameter(query.value(), Parameter.In.QUERY)));
        }
        for (var query :
                method.getAnnotationsByType(org.eclipse.microprofile.openapi.annotations.parameters.Parameter.class)) {
            operation.addParameter(parameter(query.name(), Parameter.In.QUERY).description(query.description()));
        }
        body(path, resource, method)
                .map(schema -> OASFactory.createMediaType().schema(schema))
                .map(json -> OASFactory.createContent().addMediaType("application/json", json))
                .ifPresent(content -> operation.setRequestBody(
                        OASFactory.createRequestBody().required(true).content(content)));
    }

    private static Parameter parameter(String name, Parameter.In in) {
        return OASFactory.createParameter().name(name).in(in).schema(schema(SchemaType.STRING));
    }

    /** The schema of the request record; where the method reads the body itself, the one that it or its class names. */
    private static Optional<Schema> body(String path, Class<?> resource, Method method) {
        List<Class<?>> types = List.of(method.getParameterTypes());
        Optional<Class<?>> request = types.stream()
                .filter(type -> type.isRecord() && type != Body.class)
                .findFirst();
        if (request.isPresent()) {
            return request.map(RequestModelReader::ofRecord);
        }
        var named = method.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        if (named == null && types.contains(Body.class)) {
            named = resource.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        }
        if (named == null) {
            return Optional.empty();
        }
        // "{kind}": a schema for each of the path's alternatives, under its name
        String name = named.ref().startsWith("{") ? path.split("/")[KIND] : named.ref();
        return Optional.of(
                named.implementation() == Void.class
                        ? OASFactory.createSchema().ref(name)
                        : ofRecord(named.implementation()));
    }

    private static Schema ofRecord(Class<?> type) {
        Schema schema = schema(SchemaType.OBJECT);
        schema.setAdditionalPropertiesBoolean(false);
        for (RecordComponent component : type.getRecordComponents()) {
            String name = RequestBinder.nameOf(component);
            schema.addProperty(name, of(component));
            if (RequestBinder.isRequired(component)) {
                schema.addRequired(name);
            }
        }
        return schema;
    }

    private static Schema of(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == JsonValue.class) {
            return OASFactory.createSchema().description("Any JSON value");
        }
        if (type == Integer.class) {
            Schema number = schema(SchemaType.INTEGER);
            constraint(component, Min.class).ifPresent(min -> number.setMinimum(BigDecimal.valueOf(min.value())));
            constraint(component, Max.class).ifPresent(max -> number.setMaximum(BigDecimal.valueOf(max.value())));
            return number;
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema(SchemaType.BOOLEAN);
        }
        Schema text = schema(SchemaType.STRING);
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                text.addEnumeration(constant.toString().toLowerCase(Locale.ROOT));
            }
        }
        constraint(component, Size.class).ifPresent(size -> text.setMaxLength(size.max()));
        constraint(component, Pattern.class).ifPresent(pattern -> text.setPattern("^(" + pattern.regexp() + ")$"));
        return text;
    }

    /** Of the component, or of what its {@code Optional} holds. */
    private static <T extends java.lang.annotation.Annotation> Optional<T> constraint(
            RecordComponent component, Class<T> type) {
        AnnotatedElement element = component.getAnnotatedType() instanceof AnnotatedParameterizedType optional
                ? optional.getAnnotatedActualTypeArguments()[0]
                : component.getAccessor();
        return Optional.ofNullable(element.getAnnotation(type));
    }

    private static Schema schema(SchemaType type) {
        Schema schema = OASFactory.createSchema();
        try {
            SET_TYPE.invoke(schema, type);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
        return schema;
    }
}
