package org.heliograph.rest.application;

import jakarta.ws.rs.ApplicationPath;

/** Resources below {@code /v1}. */
@ApplicationPath(Root.OPEN)
public class OpenApplication extends RootApplication {
    public OpenApplication() {
        super(Root.OPEN);
    }
}
