package org.heliograph.dialect.fleet;

/** A frame that asks for nothing we know; its message is what the client is told. */
class BadFrameException extends Exception {
    private static final long serialVersionUID = 1;

    BadFrameException(String message) {
        super(message);
    }
}
