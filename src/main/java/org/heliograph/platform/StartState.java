package org.heliograph.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Whether the application has started. Until then, and for ever when it cannot start, no job runs and every call but those for its health is
 * refused.
 */
@ApplicationScoped
public class StartState {
    private volatile String reason = "starting";

    /** The application has not started yet. @param why a few words, without anything secret */
    public void waiting(String why) {
        reason = why;
    }

    /** The application has started. */
    public void started() {
        reason = null;
    }

    /** Why the application has not started; empty when it has. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
