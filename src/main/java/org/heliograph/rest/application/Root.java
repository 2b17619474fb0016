package org.heliograph.rest.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Below which path of the server a resource class lives; without it, {@link #API}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Root {
    /** What signed-in people and agents call. */
    String API = "/api";

    /** What status pages, pushing monitors and their administrators call. */
    String OPEN = "/v1";

    /** What other systems of the installation call. */
    String INTERNAL = "/internal";

    /** One of the constants. */
    String value();
}
