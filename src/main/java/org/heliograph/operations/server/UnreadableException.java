package org.heliograph.operations.server;

/** A value of the server's configuration cannot be read, so that nothing can be said about it, which is no finding and no fault of the check. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what the value, by its name */
    UnreadableException(String what, Throwable cause) {
        super(what, cause);
    }
}
