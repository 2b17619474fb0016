package org.heliograph.platform;

import jakarta.interceptor.AroundTimeout;
import jakarta.interceptor.InvocationContext;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Interceptor of every timer: what fails is logged and tried again at the next tick. A server may give up for good a timer
 * that has thrown twice, and a database that was away for two seconds would end the cleanup until the next start.
 */
public class TimerGuard {
    @AroundTimeout
    Object keepGoing(InvocationContext tick) {
        try {
            return tick.proceed();
        } catch (Exception failed) {
            Class<?> timer = tick.getMethod().getDeclaringClass();
            Logger.getLogger(timer.getName())
                    .log(Level.WARNING, timer.getSimpleName() + " failed; it goes on with its next tick", failed);
            return null;
        }
    }
}
