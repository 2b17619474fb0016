package org.heliograph.rest;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a JSON object into a record and checks the record's constraints (Jakarta Validation). A field has the name of its component in
 * snake case, or the one in {@link JsonbProperty}. Null counts as absent, except for a component of type {@link JsonValue}. A value of
 * another type is refused and never converted, unlike in JSON-B (docs/adr/0017-request-bodies.md).
 *
 * <p>Components may be {@code String}, {@code Optional<String>} (empty when blank), {@code boolean}, {@code Boolean}, {@code Integer}, enums (by name, in any case) and {@code JsonValue}.
 */
public final class RequestBinder {
    static final int MOST_UNKNOWN = 10;
    private static final int LONGEST_UNKNOWN = 100;
    private static final Set<Class<?>> PRESENCE = Set.of(NotNull.class, NotBlank.class, NotEmpty.class);

    private static final ClassValue<RequestBinder> BINDERS = new ClassValue<>() {
        @Override
        protected RequestBinder computeValue(Class<?> type) {
            return new RequestBinder(type);
        }
    };

    private final Constructor<?> constructor;
    private final RecordComponent[] components;
    private final List<String> names;

    private RequestBinder(Class<?> type) {
        components = type.getRecordComponents();
        names = Arrays.stream(components).map(RequestBinder::nameOf).toList();
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        }
    }

    /** @throws ApiException 400 that names every field that is missing, wrong or, unless such are to be ignored, unknown */
    static <T extends Record> T bind(JsonObject json, Class<T> type, boolean ignoreUnknown) {
        return type.cast(BINDERS.get(type).bind(json, ignoreUnknown));
    }

    private Object bind(JsonObject json, boolean ignoreUnknown) {
        Map<String, Problem> problems = new HashMap<>();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String name = names.get(i);
            try {
                values[i] = value(components[i], json.get(name));
            } catch (IllegalArgumentException wrong) {
                problems.put(name, new Problem(wrong.getMessage(), false));
                values[i] = components[i].getType() == boolean.class ? false : null;
            }
        }
        Object request = create(values);
        for (ConstraintViolation<Object> violation : Constraints.VALIDATOR.validate(request)) {
            problems.putIfAbsent(fieldOf(violation), Problem.of(violation));
        }
        List<String> unknown = ignoreUnknown ? List.of() : unknown(json);
        if (problems.isEmpty() && unknown.isEmpty()) {
            return request;
        }
        throw refusal(problems, unknown);
    }

    private static Object value(RecordComponent component, JsonValue json) {
        Class<?> type = component.getType();
        if (type == JsonValue.class) {
            return json;
        }
        boolean absent = json == null || json == JsonValue.NULL;
        if (type == Optional.class) {
            return absent
                    ? Optional.empty()
                    : Optional.of(text(component, json)).filter(text -> !text.isEmpty());
        }
        if (absent) {
            return type == boolean.class ? false : null;
        }
        if (type == String.class) {
            return text(component, json);
        }
        if (type == Integer.class) {
            return integer(json);
        }
        return type.isEnum() ? constant(type, json) : flag(json);
    }

    private static String text(RecordComponent component, JsonValue json) {
        String text = text(json);
        return component.isAnnotationPresent(AsSent.class) ? text : text.strip();
    }

    /** @throws IllegalArgumentException for what is no text or cannot be stored */
    static String text(JsonValue json) {
        if (!(json instanceof JsonString string)) {
            throw new IllegalArgumentException("must be text");
        }
        String text = string.getString();
        if (!Body.storable(text)) {
            throw new IllegalArgumentException("contains invalid characters");
        }
        return text;
    }

    /** The value as converted by a reader; null when the reader rejects it. */
    static <T> T attempt(Function<JsonValue, T> reader, JsonValue json) {
        try {
            return reader.apply(json);
        } catch (IllegalArgumentException wrong) {
            return null;
        }
    }

    static Integer integer(JsonValue json) {
        try {
            if (json instanceof JsonNumber number) {
                return number.bigDecimalValue().intValueExact();
            }
        } catch (ArithmeticException fractionOrTooLarge) {
            // refused below
        }
        throw new IllegalArgumentException("must be a whole number");
    }

    static Boolean flag(JsonValue json) {
        if (json != JsonValue.TRUE && json != JsonValue.FALSE) {
            throw new IllegalArgumentException("must be true or false");
        }
        return json == JsonValue.TRUE;
    }

    private static Object constant(Class<?> type, JsonValue json) {
        for (Object constant : type.getEnumConstants()) {
            if (json instanceof JsonString text
                    && ((Enum<?>) constant)
                            .name()
                            .equalsIgnoreCase(text.getString().strip())) {
                return constant;
            }
        }
        String words = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException("must be " + words.replaceFirst(", (?!.*,)", " or "));
    }

    private Object create(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String fieldOf(ConstraintViolation<Object> violation) {
        String property = violation.getPropertyPath().iterator().next().getName();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(property)) {
                return names.get(i);
            }
        }
        throw new IllegalStateException("a constraint that no field has: " + violation.getPropertyPath());
    }

    private List<String> unknown(JsonObject json) {
        return json.keySet().stream()
                .filter(name -> !names.contains(name))
                .limit(MOST_UNKNOWN)
                .map(RequestBinder::shortened)
                .toList();
    }

    /** A field's name at a length that fits an error message. */
    static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_UNKNOWN));
    }

    private ApiException refusal(Map<String, Problem> problems, List<String> unknown) {
        List<String> sentences = new ArrayList<>();
        names.stream()
                .filter(problems::containsKey)
                .forEach(name -> sentences.add("The field " + name + " " + problems.get(name).text + "."));
        unknown.forEach(name -> sentences.add("The field " + name + " is unknown."));
        boolean missing = problems.values().stream().anyMatch(Problem::missing);
        return ApiException.invalid(missing ? "MISSING_FIELDS" : "INVALID_FIELD", sentences);
    }

    /** The name of a component's field. */
    public static String nameOf(RecordComponent component) {
        JsonbProperty name = component.getAccessor().getAnnotation(JsonbProperty.class);
        return name != null
                ? name.value()
                : component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Whether the field of a component must be sent. */
    public static boolean isRequired(RecordComponent component) {
        return Arrays.stream(component.getAccessor().getAnnotations())
                .anyMatch(constraint -> PRESENCE.contains(constraint.annotationType()));
    }

    /** Loaded by the first request: the thread that reads the OpenAPI model does not see the server's provider. */
    private static final class Constraints {
        static final Validator VALIDATOR =
                Validation.buildDefaultValidatorFactory().getValidator();
    }

    /** @param text the end of a sentence that begins with the field */
    private record Problem(String text, boolean missing) {
        static Problem of(ConstraintViolation<?> violation) {
            return new Problem(
                    violation.getMessage(),
                    PRESENCE.contains(
                            violation.getConstraintDescriptor().getAnnotation().annotationType()));
        }
    }
}
