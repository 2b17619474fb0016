package org.heliograph.rest.application;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources of one root. */
abstract class RootApplication extends Application {
    private final String root;

    RootApplication(String root) {
        this.root = root;
    }

    @Override
    public Set<Class<?>> getClasses() {
        // asked for here, since Weld cannot tell whose beans are meant when an extension asks
        return CDI.current().select(ResourceClasses.class).get().below(root);
    }
}
