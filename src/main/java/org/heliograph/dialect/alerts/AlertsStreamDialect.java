package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.gateway.sse.ServerSentEvent;
import org.heliograph.hub.Dialect;
import org.heliograph.settings.Configuration;

/** The frames of {@code /ws/alerts} as server-sent events: the data of an event is the frame, its id the sequence number. */
@ApplicationScoped
public class AlertsStreamDialect extends ScreenDialect {
    /** For the container's proxy. */
    protected AlertsStreamDialect() {}

    @Inject
    public AlertsStreamDialect(Configuration configuration) {
        super("alerts-stream", configuration);
    }

    @Override
    public String encodeSequenced(Publication publication) {
        return encodeSequenced(publication, null);
    }

    @Override
    public boolean namesEpochs() {
        return true;
    }

    @Override
    public String encodeSequenced(Publication publication, String epoch) {
        return ServerSentEvent.of(
                Dialect.withSequence(publication.payload(), publication), new LogPosition(publication.seq(), epoch));
    }

    @Override
    String frame(String json) {
        return ServerSentEvent.of(json);
    }
}
