package org.heliograph.settings;

/** A setting has a value that it cannot have; the message says which one, what it may be, and never shows a secret. */
public class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
