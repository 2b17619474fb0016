package org.heliograph.identity;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.heliograph.json.JsonText;

/**
 * The injection that MicroProfile JWT defines: {@code JsonWebToken}, {@code Principal}, and {@code @Claim} in each of its types.
 * The servers produce these for applications with {@code @LoginConfig("MP-JWT")} only, which ours cannot be, since the token
 * comes by other ways too (docs/adr/0016). Claims of an anonymous call are absent: null, or empty for optional types. As an
 * alternative it precedes the container's own {@code Principal}.
 */
@Dependent
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class JsonWebTokenProducer {
    @Inject
    private JsonWebToken token;

    @Produces
    @RequestScoped
    public static JsonWebToken token(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof JsonWebToken verified ? verified : new Anonymous();
    }

    @Produces
    @Claim
    public String text(InjectionPoint point) {
        return (String) convert(point, String.class);
    }

    @Produces
    @Claim
    @Typed(Long.class)
    public Long number(InjectionPoint point) {
        return (Long) convert(point, Long.class);
    }

    @Produces
    @Claim
    @Typed(Boolean.class)
    public Boolean flag(InjectionPoint point) {
        return (Boolean) convert(point, Boolean.class);
    }

    @Produces
    @Claim
    @SuppressWarnings("unchecked")
    public Set<String> texts(InjectionPoint point) {
        return (Set<String>) convert(point, Set.class);
    }

    @Produces
    @Claim
    @Typed(JsonValue.class)
    public JsonValue json(InjectionPoint point) {
        return (JsonValue) convert(point, JsonValue.class);
    }

    @Produces
    @Claim
    @Typed(JsonString.class)
    public JsonString jsonString(InjectionPoint point) {
        return (JsonString) convert(point, JsonString.class);
    }

    @Produces
    @Claim
    @Typed(JsonNumber.class)
    public JsonNumber jsonNumber(InjectionPoint point) {
        return (JsonNumber) convert(point, JsonNumber.class);
    }

    @Produces
    @Claim
    @Typed(JsonArray.class)
    public JsonArray jsonArray(InjectionPoint point) {
        return (JsonArray) convert(point, JsonArray.class);
    }

    @Produces
    @Claim
    @Typed(JsonObject.class)
    public JsonObject jsonObject(InjectionPoint point) {
        return (JsonObject) convert(point, JsonObject.class);
    }

    @Produces
    @Claim
    @SuppressWarnings("unchecked")
    public <T> Optional<T> optional(InjectionPoint point) {
        return (Optional<T>) convert(token, name(point), point.getType());
    }

    @Produces
    @Claim
    public <T> ClaimValue<T> value(InjectionPoint point) {
        return new CurrentValue<>(token, name(point), argument(point.getType()));
    }

    private Object convert(InjectionPoint point, Class<?> type) {
        return convert(token, name(point), type);
    }

    private static String name(InjectionPoint point) {
        Claim claim = point.getQualifiers().stream()
                .filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .findFirst()
                .orElseThrow();
        return claim.standard() == Claims.UNKNOWN
                ? claim.value()
                : claim.standard().name();
    }

    private static Type argument(Type generic) {
        return ((ParameterizedType) generic).getActualTypeArguments()[0];
    }

    private static Object convert(JsonWebToken token, String name, Type type) {
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (raw == Optional.class) {
            return Optional.ofNullable(convert(token, name, argument(type)));
        }
        return convert(token.<Object>getClaim(name), raw);
    }

    /** @throws ClassCastException when the claim has another type than the injection point */
    static Object convert(Object value, Class<?> type) {
        if (value == null || type.isInstance(value)) {
            return value;
        }
        if (JsonValue.class.isAssignableFrom(type)) {
            return type.cast(JsonText.value(value));
        }
        if (type == Long.class && value instanceof Number number) {
            return number.longValue();
        }
        if (type == Set.class) {
            return value instanceof Collection<?> list ? new LinkedHashSet<>(list) : Set.of(value);
        }
        return type == String.class ? value.toString() : type.cast(value);
    }

    /** A claim of the token of whichever request is being served when it is read. */
    private record CurrentValue<T>(JsonWebToken token, String name, Type type) implements ClaimValue<T> {
        @Override
        public String getName() {
            return name;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T getValue() {
            return (T) convert(token, name, type);
        }
    }

    /** The token of a call that carries none. */
    private static final class Anonymous implements JsonWebToken {
        @Override
        public String getName() {
            return null;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of();
        }

        @Override
        public Set<String> getGroups() {
            return Set.of();
        }

        @Override
        public <T> T getClaim(String name) {
            return null;
        }
    }
}
