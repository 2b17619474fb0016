package org.heliograph.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Resources below {@code /internal}. */
@ApplicationPath(Root.INTERNAL)
public class InternalApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return ResourceClasses.of(Root.INTERNAL);
    }
}
