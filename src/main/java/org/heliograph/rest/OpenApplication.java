package org.heliograph.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Resources below {@code /v1}. */
@ApplicationPath(Root.OPEN)
public class OpenApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return ResourceClasses.of(Root.OPEN);
    }
}
