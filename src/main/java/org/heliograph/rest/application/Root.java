package org.heliograph.rest.application;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Below which path of the server a resource class lives; without it, {@link #API}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Root {
    /** The root for signed-in users and agents. */
    String API = "/api";

    /** The root for status pages, pushing monitors and their administrators. */
    String OPEN = "/v1";

    /** The root for other systems of the installation. */
    String INTERNAL = "/internal";

    /** One of the constants. */
    String value();
}
