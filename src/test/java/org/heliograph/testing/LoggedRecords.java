package org.heliograph.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Takes what a logger gets during each test of a class, instead of the console, as far as its {@link #setFilter filter} lets it: a field
 * with {@code @RegisterExtension}.
 */
public final class LoggedRecords extends Handler implements BeforeEachCallback, AfterEachCallback {
    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    private final Logger logger;
    private final List<LogRecord> records = new ArrayList<>();

    /** Of a logger and those below it. */
    public LoggedRecords(String logger) {
        this.logger = Logger.getLogger(logger);
    }

    public LoggedRecords(Class<?> owner) {
        this(owner.getName());
    }

    public synchronized List<LogRecord> all() {
        return List.copyOf(records);
    }

    /** Their messages, with the parameters in them. */
    public List<String> messages() {
        return all().stream().map(FORMATTER::formatMessage).toList();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            records.add(entry);
        }
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is open
    }
}
