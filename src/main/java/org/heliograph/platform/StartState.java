package org.heliograph.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the application has started. Until then, and for ever when it cannot start, no job runs and every call but those for its health is
 * refused. The reason is public.
 */
@ApplicationScoped
public class StartState {
    private final AtomicReference<String> reason = new AtomicReference<>("starting");

    /** The application has not started yet. @param why a few words, without anything secret */
    public void waiting(String why) {
        reason.set(why);
    }

    /** The application has started. */
    public void started() {
        reason.set(null);
    }

    /**
     * The application has started and turns out not to be able to serve.
     *
     * @param why a few words, without anything secret
     * @return false when there is a reason already, which stays
     */
    public boolean suspend(String why) {
        return reason.compareAndSet(null, why);
    }

    /** The reason of {@link #suspend} no longer holds. @return false when the application does not serve for another reason, or serves */
    public boolean resume(String why) {
        String current = reason.get();
        return why.equals(current) && reason.compareAndSet(current, null);
    }

    /** Why the application has not started; empty when it has. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason.get());
    }
}
