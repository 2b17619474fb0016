package org.heliograph.rest.application;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.rest.ApiExceptionMapper;
import org.heliograph.rest.BodyReader;
import org.heliograph.rest.NoStoreFilter;
import org.heliograph.rest.TransactionFailureMapper;

/**
 * Finds the resource classes. With several roots each JAX-RS application must name its own, since one that names none gets
 * all of them, and a list in the code would miss new ones.
 */
public class ResourceClasses implements Extension {
    /** Payara shows extensions the providers of its own libraries as well. */
    private static final String OURS = "org.heliograph.";

    /** Static, since servers read the OpenAPI model and the applications outside any CDI context. */
    private static final Set<Class<?>> RESOURCES = ConcurrentHashMap.newKeySet();

    private static final Set<Class<?>> PROVIDERS = ConcurrentHashMap.newKeySet();

    static {
        // no beans, so not collected below
        PROVIDERS.addAll(List.of(
                BodyReader.class, ApiExceptionMapper.class, TransactionFailureMapper.class, NoStoreFilter.class));
    }

    void collect(@Observes @WithAnnotations({Path.class, Provider.class}) ProcessAnnotatedType<?> type) {
        Class<?> found = type.getAnnotatedType().getJavaClass();
        if (found.isAnnotationPresent(Path.class)) {
            RESOURCES.add(found);
        } else if (found.isAnnotationPresent(Provider.class) && found.getName().startsWith(OURS)) {
            PROVIDERS.add(found);
        }
    }

    /** The resources of a root, and the providers that every application needs. */
    static Set<Class<?>> below(String root) {
        Set<Class<?>> classes = new HashSet<>(PROVIDERS);
        RESOURCES.stream().filter(resource -> rootOf(resource).equals(root)).forEach(classes::add);
        return classes;
    }

    /** Every resource class; complete from the start of the application on. */
    public static Set<Class<?>> all() {
        return Set.copyOf(RESOURCES);
    }

    /** The root of a resource class, such as {@code /api}. */
    public static String rootOf(Class<?> resource) {
        Root root = resource.getAnnotation(Root.class);
        return root == null ? Root.API : root.value();
    }
}
