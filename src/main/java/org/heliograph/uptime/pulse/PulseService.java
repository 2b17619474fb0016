package org.heliograph.uptime.pulse;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.uptime.page.PageReads;

/** Accepts pulses from HTTP and from sockets. */
@ApplicationScoped
public class PulseService {
    static final String INVALID_TOKEN = "Invalid token";

    private static final int MAX_TOKEN_LENGTH = 200;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    @Inject
    private MonitorTokenCache tokens;

    @Inject
    private PulseRepository repository;

    @Inject
    private PageReads reads;

    @Inject
    private Configuration configuration;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private volatile PulseWriter writer;
    private Thread thread;

    /**
     * Accepts a pulse.
     *
     * @param parameters gives the text of a parameter such as {@code latency}; null when it was not sent
     * @return the monitor's id, once the pulse is committed; or an {@link ApiException}: 401 for an unknown token, 400 for an
     *     invalid parameter, 503 when the queue is full. Completed on the writer's thread: dependent stages must not block
     */
    public CompletionStage<String> push(String token, UnaryOperator<String> parameters) {
        return push(token, "", parameters);
    }

    /**
     * Accepts a report.
     *
     * @param kind empty for a pulse, {@code fail}, {@code start} or an exit code
     */
    CompletionStage<String> push(String token, String kind, UnaryOperator<String> parameters) {
        return accept(() -> monitor(token), kind, parameters);
    }

    /**
     * Accepts a report for a monitor that its id names.
     *
     * @param caller whose API token has the scope; 403 unless it is an administrator of the installation, who may read push tokens
     */
    CompletionStage<String> pushTo(String monitorId, Caller caller, String kind, UnaryOperator<String> parameters) {
        return accept(() -> monitor(monitorId, caller), kind, parameters);
    }

    private CompletionStage<String> accept(
            Supplier<MonitorToken> reported, String kind, UnaryOperator<String> parameters) {
        return tryAccept(reported, kind, parameters).whenComplete((monitor, failed) -> PulseMetrics.count(failed));
    }

    private CompletionStage<String> tryAccept(
            Supplier<MonitorToken> reported, String kind, UnaryOperator<String> parameters) {
        try {
            MonitorToken monitor = reported.get();
            ReportKind parsed = ReportKind.parse(kind);
            PendingPulse pulse = new PendingPulse(
                    monitor, new PulseParser(parameters, Timestamps.now(clock)).parse(monitor, parsed));
            if (parsed.isStart() && !pulse.pulse().isFailure()) {
                return CompletableFuture.completedFuture(monitor.monitorId());
            }
            PulseWriter started = writer;
            if (started == null) {
                throw new ApiException(503, "BUSY", "Not ready yet").retryAfter(1);
            }
            started.add(pulse);
            return pulse.stored();
        } catch (RuntimeException rejected) {
            return CompletableFuture.failedFuture(rejected);
        }
    }

    private MonitorToken monitor(String id, Caller caller) {
        if (!caller.isPlatformAdmin()) {
            throw ApiException.forbidden("Only API tokens of administrators report for monitors");
        }
        return Optional.of(id)
                .filter(PulseService::isText)
                .flatMap(tokens::findById)
                .orElseThrow(() -> ApiException.notFound("There is no such monitor"));
    }

    private static boolean isText(String name) {
        return name != null && !name.isEmpty() && name.length() <= MAX_TOKEN_LENGTH && name.indexOf('\0') < 0;
    }

    private MonitorToken monitor(String token) {
        if (!isText(token)) {
            throw ApiException.unauthorized(INVALID_TOKEN);
        }
        return tokens.find(token).orElseThrow(() -> ApiException.unauthorized(INVALID_TOKEN));
    }

    /** Starts the writer, after an outage of the server before this start is recorded. Another call changes nothing. */
    public void start() {
        if (writer != null) {
            return;
        }
        PulseWriter created = new PulseWriter(this::store, configuration.get(MonitoringSettings.PULSE_GROUP));
        thread = threads.newThread(created);
        thread.setName("heliograph-pulses");
        thread.start();
        writer = created;
    }

    private Set<String> store(List<PendingPulse> batch) {
        Set<String> missing = repository.store(batch);
        if (repository.takeAppeared()) {
            reads.changed();
        }
        return missing;
    }

    /** Returns when all accepted pulses are stored and answered, or after ten seconds. */
    public void stop() {
        if (writer == null) {
            return;
        }
        writer.close();
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
