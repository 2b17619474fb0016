package org.heliograph.platform;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Logs faults where nothing may throw, such as in the middle of a delivery. */
public final class QuietLogger {
    private final Logger logger;

    /** @param logger gets the records */
    public QuietLogger(Logger logger) {
        this.logger = logger;
    }

    /** Logs a fault, or nothing when that fails, such as for want of memory. Throws nothing. */
    public void log(Level level, Throwable fault, Supplier<String> message) {
        try {
            logger.log(level, fault, message);
        } catch (RuntimeException | Error unlogged) {
            // the caller's work matters more than the record
        }
    }
}
