package org.heliograph.rest.application;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources of one root. */
abstract class RootApplication extends Application {
    private final String root;

    private RootApplication(String root) {
        this.root = root;
    }

    @Override
    public Set<Class<?>> getClasses() {
        return ResourceClasses.below(root);
    }

    /** {@code /api}. */
    @ApplicationPath(Root.API)
    public static class Api extends RootApplication {
        public Api() {
            super(Root.API);
        }
    }

    /** {@code /v1}. */
    @ApplicationPath(Root.OPEN)
    public static class Open extends RootApplication {
        public Open() {
            super(Root.OPEN);
        }
    }

    /** {@code /internal}. */
    @ApplicationPath(Root.INTERNAL)
    public static class Internal extends RootApplication {
        public Internal() {
            super(Root.INTERNAL);
        }
    }
}
