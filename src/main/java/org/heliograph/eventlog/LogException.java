package org.heliograph.eventlog;

/** The log could not be read or written; when writing, the transaction is lost with it. */
public class LogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
