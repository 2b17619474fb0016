package org.heliograph.rest.application;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.rest.ApiExceptionMapper;
import org.heliograph.rest.BodyReader;
import org.heliograph.rest.NoStore;

/**
 * Finds the resource classes. With several roots each JAX-RS application must name its own, since one that names none gets
 * all; and a list kept by hand would be forgotten.
 */
public class ResourceClasses implements Extension {
    private static final List<Class<?>> PROVIDERS = List.of(BodyReader.class, ApiExceptionMapper.class, NoStore.class);

    private final Set<Class<?>> resources = ConcurrentHashMap.newKeySet();

    void collect(@Observes @WithAnnotations(Path.class) ProcessAnnotatedType<?> type) {
        Class<?> found = type.getAnnotatedType().getJavaClass();
        if (found.isAnnotationPresent(Path.class)) {
            resources.add(found);
        }
    }

    /** The resources of a root, with what every application needs. */
    Set<Class<?>> below(String root) {
        Set<Class<?>> classes = new HashSet<>(PROVIDERS);
        resources.stream().filter(resource -> rootOf(resource).equals(root)).forEach(classes::add);
        return classes;
    }

    private static String rootOf(Class<?> resource) {
        Root root = resource.getAnnotation(Root.class);
        return root == null ? Root.API : root.value();
    }
}
