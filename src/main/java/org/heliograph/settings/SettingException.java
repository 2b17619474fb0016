package org.heliograph.settings;

/** A setting has an invalid value; the message names it and what is allowed, and never contains a secret. */
public class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
