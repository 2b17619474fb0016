package org.heliograph.hub;

import java.util.logging.Filter;
import java.util.logging.Logger;

/** A class whose log records throw an error instead of being written, as without memory, until this is closed. */
final class UnwritableLog implements AutoCloseable {
    private final Logger logger;
    private final Filter before;
    private int tries;

    /** @param logging the class that logs */
    UnwritableLog(Class<?> logging) {
        logger = Logger.getLogger(logging.getName());
        before = logger.getFilter();
        logger.setFilter(any -> {
            tries++;
            throw new InternalError("no record");
        });
    }

    /** How many records were to be written. */
    int tries() {
        return tries;
    }

    @Override
    public void close() {
        logger.setFilter(before);
    }
}
