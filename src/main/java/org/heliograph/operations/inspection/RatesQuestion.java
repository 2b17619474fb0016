package org.heliograph.operations.inspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.heliograph.delivery.DeliveryMetrics;
import org.heliograph.hub.SessionRegistry;
import org.heliograph.hub.outbox.FrameMetrics;
import org.heliograph.identity.HandshakeMetrics;
import org.heliograph.json.JsonText;
import org.heliograph.metric.CounterFamily;
import org.heliograph.operations.question.NodeQuestion;
import org.heliograph.platform.ScheduledJob;
import org.heliograph.rest.RefusalMetrics;

/** What a node has done in each ten seconds of the last hour, which it remembers until it stops. */
@ApplicationScoped
public class RatesQuestion implements NodeQuestion {
    public static final String NAME = "rates";

    /** The array in the answer. */
    public static final String POINTS = "points";

    public static final Duration STEP = Duration.ofSeconds(10);

    private final RateHistory history = new RateHistory(List.of("commits", "frames", "handshakes", "refusals"));

    @Inject
    private SessionRegistry sessions;

    @Inject
    private Clock clock;

    public static JsonObject parameters(int minutes) {
        return JsonText.object().add("minutes", minutes).build();
    }

    @Produces
    static ScheduledJob job(RatesQuestion rates) {
        return new ScheduledJob("rate-recorder", STEP, rates::record);
    }

    /** Reads the counters of the metrics. */
    public void record() {
        history.record(
                clock.instant(),
                new long[] {
                    total(DeliveryMetrics.PUBLICATIONS),
                    total(FrameMetrics.SENT),
                    HandshakeMetrics.HANDSHAKES.of("accepted").sum(),
                    total(RefusalMetrics.REFUSALS)
                },
                sessions.size());
    }

    private static long total(CounterFamily family) {
        return family.counts().values().stream().mapToLong(LongAdder::sum).sum();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject answer(JsonObject parameters) {
        Duration span = Duration.ofMinutes(parameters.getInt("minutes"));
        return JsonText.object()
                .add(POINTS, history.since(clock.instant().minus(span)))
                .build();
    }
}
