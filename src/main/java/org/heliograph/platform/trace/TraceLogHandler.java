package org.heliograph.platform.trace;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writes the current trace at the end of the log records of this application, before the handlers of the server see them: their formats
 * differ, and only some of them know a context. Records of other threads than that of the request have none.
 */
public final class TraceLogHandler extends Handler {
    private static final Logger APPLICATION = Logger.getLogger("org.heliograph");

    /** Adds it to the loggers of the application. */
    public void install() {
        APPLICATION.addHandler(this);
    }

    /** Takes it away, so that nothing of the application stays in the server. */
    public void uninstall() {
        APPLICATION.removeHandler(this);
    }

    @Override
    public void publish(LogRecord logged) {
        CurrentTrace.get().ifPresent(trace -> {
            String mark = " [" + ServerLogContext.KEY + "=" + trace.traceId() + "]";
            if (logged.getMessage() != null && !logged.getMessage().endsWith(mark)) {
                logged.setMessage(logged.getMessage() + mark);
            }
        });
    }

    @Override
    public void flush() {
        // nothing is kept
    }

    @Override
    public void close() {
        // nothing is open
    }
}
