package org.heliograph.rest.application;

import jakarta.ws.rs.ApplicationPath;

/** Resources below {@code /api}. */
@ApplicationPath(Root.API)
public class RestApplication extends RootApplication {
    public RestApplication() {
        super(Root.API);
    }
}
