package org.heliograph.operations.start;

/** The application must not start. Its message says in one sentence why, for an administrator. */
public class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartException(String sentence) {
        super(sentence);
    }
}
