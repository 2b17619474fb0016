package org.heliograph.web.body;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.RequestSettings;

/** Bounds how many threads wait for bodies of requests, on a node and for one client address, so that others are left for other calls. */
@ApplicationScoped
public class BodyReadLimiter {
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int most;
    private int mostOfAddress;
    private long timeoutNanos;
    private int waiting;

    /** For the container's proxies. */
    protected BodyReadLimiter() {}

    @Inject
    BodyReadLimiter(Configuration configuration) {
        most = configuration.get(RequestSettings.BODY_READERS);
        mostOfAddress = configuration.get(RequestSettings.BODY_READERS_PER_ADDRESS);
        timeoutNanos = configuration.get(RequestSettings.BODY_TIMEOUT).toNanos();
    }

    /** How long a body may take. */
    long timeoutNanos() {
        return timeoutNanos;
    }

    /**
     * Begins to wait; {@link #leave} must follow.
     *
     * @throws ApiException 503 when too many wait
     */
    synchronized void enter(String address) {
        int ofAddress = byAddress.getOrDefault(address, 0);
        if (waiting >= most || ofAddress >= mostOfAddress) {
            throw new ApiException(503, "BUSY", "Too many requests are being sent; try again.").retryAfter(1);
        }
        waiting++;
        byAddress.put(address, ofAddress + 1);
    }

    /** Ends a wait that {@link #enter} has admitted. */
    synchronized void leave(String address) {
        waiting--;
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
