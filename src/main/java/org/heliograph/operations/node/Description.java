package org.heliograph.operations.node;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What jconsole and other JMX clients show of an MXBean, or of the attribute or operation of its interface. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Description {
    /** One sentence. */
    String value();
}
