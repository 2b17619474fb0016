package org.heliograph.gateway;

/** A frame that asks for nothing we know; its message is what the client is told. */
public class BadFrameException extends Exception {
    private static final long serialVersionUID = 1;

    public BadFrameException(String message) {
        super(message);
    }
}
