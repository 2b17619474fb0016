package org.heliograph.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The act of a resource method. Its success is recorded by the service that it calls, in the transaction of the act; its refusal by
 * {@link AuditFeature}. Every resource method that changes something has this annotation or {@link Unaudited}; a test looks for them.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {
    /** The act. */
    AuditAction value();
}
