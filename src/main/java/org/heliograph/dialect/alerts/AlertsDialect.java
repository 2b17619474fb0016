package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.hub.Dialect;
import org.heliograph.hub.Liveness;
import org.heliograph.hub.outbox.DropOldestQueue;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.json.JsonText;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.settings.SocketSettings;

/** How wall screens are told of alerts; a slow one misses the oldest, stays connected, and slows nobody. */
@ApplicationScoped
public class AlertsDialect implements Dialect {
    private static final Logger LOG = Logger.getLogger(AlertsDialect.class.getName());

    private final LongAdder missed = new LongAdder();
    private int backlogFrames;
    private Liveness liveness;

    /** For the container's proxy. */
    protected AlertsDialect() {}

    @Inject
    public AlertsDialect(Configuration configuration) {
        backlogFrames = configuration.get(MonitoringSettings.ALERT_OUTBOX);
        liveness = new Liveness(
                configuration.get(SocketSettings.PING_INTERVAL),
                configuration.get(SocketSettings.SOCKET_SILENCE),
                configuration.get(SocketSettings.SOCKET_CHECK),
                true);
    }

    @Override
    public String name() {
        return "alerts";
    }

    /** The payload is the whole frame. */
    @Override
    public String encode(Publication publication) {
        return publication.payload();
    }

    /** The site, by which screens choose. */
    @Override
    public String key(Publication publication) {
        return JsonText.parse(publication.payload()).getString("site");
    }

    @Override
    public FrameQueue newQueue() {
        return new DropOldestQueue(backlogFrames, this::screenMissed);
    }

    private void screenMissed(int alerts) {
        missed.add(alerts);
        LOG.log(
                Level.WARNING,
                "a screen was too slow and missed the {0} oldest alerts; all screens since the start: {1}",
                new Object[] {Integer.toString(alerts), Long.toString(missed.sum())});
    }

    @Override
    public Liveness liveness() {
        return liveness;
    }
}
