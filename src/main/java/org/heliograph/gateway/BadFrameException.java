package org.heliograph.gateway;

/** An invalid client frame; the message is sent in the dialect's error frame. */
public class BadFrameException extends Exception {
    private static final long serialVersionUID = 1;

    public BadFrameException(String message) {
        super(message);
    }
}
