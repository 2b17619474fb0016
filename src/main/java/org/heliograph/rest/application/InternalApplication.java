package org.heliograph.rest.application;

import jakarta.ws.rs.ApplicationPath;

/** Resources below {@code /internal}. */
@ApplicationPath(Root.INTERNAL)
public class InternalApplication extends RootApplication {
    public InternalApplication() {
        super(Root.INTERNAL);
    }
}
