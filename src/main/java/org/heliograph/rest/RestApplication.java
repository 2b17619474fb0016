package org.heliograph.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Resources below {@code /api}. */
@ApplicationPath(Root.API)
public class RestApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return ResourceClasses.of(Root.API);
    }
}
