package org.heliograph.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each wait without a bound of its own more than the 10 s of Awaitility: on a busy machine a server or a test may stand
 * still for seconds. Registered for every test as a service.
 */
public final class PatienceExtension implements BeforeAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
