package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.gateway.ConfiguredDialect;
import org.heliograph.hub.outbox.DropOldestQueue;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.json.JsonText;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.settings.SocketSettings;

/** The dialect of {@code /ws/alerts}. A slow screen loses the oldest alerts and stays connected. */
@ApplicationScoped
public class AlertsDialect extends ConfiguredDialect {
    private static final Logger LOG = Logger.getLogger(AlertsDialect.class.getName());

    private final LongAdder dropped = new LongAdder();

    /** For the container's proxy. */
    protected AlertsDialect() {}

    @Inject
    public AlertsDialect(Configuration configuration) {
        super(
                "alerts",
                configuration,
                MonitoringSettings.ALERT_OUTBOX,
                SocketSettings.SOCKET_SILENCE,
                SocketSettings.SOCKET_CHECK,
                true);
    }

    /** The payload is the frame. */
    @Override
    public String encode(Publication publication) {
        return publication.payload();
    }

    /** The site, for the {@link SiteFilter}. */
    @Override
    public String key(Publication publication) {
        return JsonText.parse(publication.payload()).getString("site");
    }

    @Override
    public FrameQueue newQueue() {
        return new DropOldestQueue(queueCapacity(), this::recordDropped);
    }

    private void recordDropped(int alerts) {
        dropped.add(alerts);
        LOG.log(
                Level.WARNING,
                "Slow screen: dropped its {0} oldest alerts; dropped for all screens since the start: {1}",
                new Object[] {Integer.toString(alerts), Long.toString(dropped.sum())});
    }
}
