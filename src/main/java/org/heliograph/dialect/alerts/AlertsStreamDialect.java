package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.event.Publication;
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
        return event(Dialect.withSequence(publication.payload(), publication), publication.seq());
    }

    @Override
    String frame(String json) {
        return "data: " + json + "\n\n";
    }

    /** A frame as an event with an id. @param sequence where a browser that reconnects resumes */
    String event(String json, long sequence) {
        return "id: " + sequence + "\n" + frame(json);
    }
}
