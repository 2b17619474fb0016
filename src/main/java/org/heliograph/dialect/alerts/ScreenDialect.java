package org.heliograph.dialect.alerts;

import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.alert.AlertListener;
import org.heliograph.event.Publication;
import org.heliograph.gateway.ConfiguredDialect;
import org.heliograph.hub.outbox.DropOldestQueue;
import org.heliograph.hub.outbox.FrameQueue;
import org.heliograph.json.JsonText;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;
import org.heliograph.settings.SocketSettings;

/** What the screens' socket and stream have in common. A slow screen loses the oldest alerts and stays connected. */
abstract class ScreenDialect extends ConfiguredDialect {
    private static final Logger LOG = Logger.getLogger(ScreenDialect.class.getName());

    private final LongAdder dropped = new LongAdder();

    /** For the container's proxies. */
    ScreenDialect() {}

    ScreenDialect(String name, Configuration configuration) {
        super(
                name,
                configuration,
                MonitoringSettings.ALERT_OUTBOX,
                SocketSettings.SOCKET_SILENCE,
                SocketSettings.SOCKET_CHECK,
                true);
    }

    /** The text that carries a frame on this transport. */
    abstract String frame(String json);

    /** The payload is the frame. */
    @Override
    public String encode(Publication publication) {
        return frame(publication.payload());
    }

    /** For the {@link SiteFilter}. */
    @Override
    public String key(Publication publication) {
        String site = JsonText.parse(publication.payload()).getString("site");
        return (AlertListener.isUpdate(publication.event()) ? SiteFilter.UPDATE : SiteFilter.LIFE) + site;
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
