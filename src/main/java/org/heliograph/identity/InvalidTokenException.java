package org.heliograph.identity;

/** A token that is not accepted; the message says why in general words and never holds a part of the token. */
public class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidTokenException(String message) {
        super(message);
    }
}
