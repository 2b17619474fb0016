package org.heliograph.identity;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;

/**
 * Refuses anonymous REST calls with 401 before their body is read. A resource or method that is open, or that checks a credential
 * of its own, says so by {@link SecurityRequirements}. Dependent: each JAX-RS application needs an instance with its own context.
 */
@Provider
@Dependent
public class AuthenticationFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Inject
    private CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        // the server itself answers OPTIONS, without a method
        if (method != null
                && !method.isAnnotationPresent(SecurityRequirements.class)
                && !resource.getResourceClass().isAnnotationPresent(SecurityRequirements.class)) {
            caller.get();
        }
    }
}
