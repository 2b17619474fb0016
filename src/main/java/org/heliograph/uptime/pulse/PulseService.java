package org.heliograph.uptime.pulse;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.heliograph.event.Timestamps;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/** Takes pulses, however they come in. */
@ApplicationScoped
public class PulseService {
    static final String UNKNOWN = "Invalid token";

    private static final int LONGEST_TOKEN = 200;
    private static final Duration LAST_GROUP = Duration.ofSeconds(10);

    @Inject
    private MonitorTokenCache targets;

    @Inject
    private PulseStore store;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private volatile PulseWriter writer;
    private Thread thread;

    /**
     * Takes a pulse in.
     *
     * @param parameters gives the text of a parameter such as {@code latency}; null when it was not sent
     * @return the monitor's id, once the pulse is committed; or an {@link ApiException}: 401 for a token that belongs to nothing,
     *     400 for a parameter that is wrong, 503 when there is no room. Completed on the writer's thread: what hangs on it must
     *     not block
     */
    public CompletionStage<String> push(String token, UnaryOperator<String> parameters) {
        try {
            PendingPulse arrival = read(token, parameters);
            PulseWriter ready = writer;
            if (ready == null) {
                throw new ApiException(503, "BUSY", "Not ready yet").retryAfter(1);
            }
            ready.add(arrival);
            return arrival.stored();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private PendingPulse read(String token, UnaryOperator<String> parameters) {
        if (token == null || token.isEmpty() || token.length() > LONGEST_TOKEN || token.indexOf('\0') >= 0) {
            throw ApiException.unauthorized(UNKNOWN);
        }
        MonitorToken target = targets.find(token).orElseThrow(() -> ApiException.unauthorized(UNKNOWN));
        return new PendingPulse(target, new PulseParser(parameters, Timestamps.now(clock)).read(target));
    }

    public void start() {
        writer = new PulseWriter(store::write, configuration.get(MonitoringSettings.PULSE_GROUP));
        thread = threads.newThread(writer);
        thread.setName("heliograph-pulses");
        thread.start();
    }

    /** Returns when everything that was taken in is stored and answered. */
    public void stop() {
        writer.close();
        try {
            thread.join(LAST_GROUP.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
