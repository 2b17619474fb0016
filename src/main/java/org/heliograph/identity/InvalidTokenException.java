package org.heliograph.identity;

/** A token is not accepted. The message gives the reason in general words and never contains a part of the token. */
public class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidTokenException(String message) {
        super(message);
    }
}
