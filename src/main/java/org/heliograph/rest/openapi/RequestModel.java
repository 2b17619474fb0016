package org.heliograph.rest.openapi;

import jakarta.json.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
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
final class RequestModel {
    /** Of the API, {@code addType} since 4.0, {@code setType} before: the servers differ. */
    private static final Method SET_TYPE = Stream.of(Schema.class.getMethods())
            .filter(method ->
                    method.getName().matches("addType|setType") && method.getParameterTypes()[0] == SchemaType.class)
            .findFirst()
            .orElseThrow();

    private RequestModel() {}

    /** @param resource the class of the method, whose {@code @Schema} names the schema of a {@link Body} */
    static void addTo(Operation operation, Class<?> resource, Method method) {
        for (var shared :
                method.getAnnotationsByType(org.eclipse.microprofile.openapi.annotations.parameters.Parameter.class)) {
            operation.addParameter(OASFactory.createParameter().ref(shared.ref()));
        }
        for (java.lang.reflect.Parameter parameter : method.getParameters()) {
            PathParam path = parameter.getAnnotation(PathParam.class);
            QueryParam query = parameter.getAnnotation(QueryParam.class);
            if (path != null) {
                operation.addParameter(
                        parameter(path.value(), Parameter.In.PATH).required(true));
            } else if (query != null) {
                operation.addParameter(parameter(query.value(), Parameter.In.QUERY));
            }
        }
        body(resource, method)
                .map(schema -> OASFactory.createMediaType().schema(schema))
                .map(json -> OASFactory.createContent().addMediaType("application/json", json))
                .ifPresent(content ->
                        operation.setRequestBody(OASFactory.createRequestBody().content(content)));
    }

    private static Parameter parameter(String name, Parameter.In in) {
        return OASFactory.createParameter().name(name).in(in).schema(schema(SchemaType.STRING));
    }

    private static Optional<Schema> body(Class<?> resource, Method method) {
        for (AnnotatedElement named : new AnnotatedElement[] {method, resource}) {
            var body = named.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
            if (body != null && Stream.of(method.getParameterTypes()).anyMatch(Body.class::equals)) {
                return Optional.of(OASFactory.createSchema().ref(body.ref()));
            }
            if (body != null && body.implementation() != Void.class) {
                return Optional.of(ofRecord(body.implementation()));
            }
        }
        return Stream.of(method.getParameterTypes())
                .filter(Class::isRecord)
                .findFirst()
                .map(type -> type == Body.class ? schema(SchemaType.OBJECT) : ofRecord(type));
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
