package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.sse.ServerSentEvent;
import org.heliograph.gateway.sse.StreamDialect;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.PublicationSource;
import org.heliograph.hub.ResumePoint;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;
import org.heliograph.uptime.page.PageTopics;
import org.heliograph.uptime.page.PageView;

/** The dialect of {@code /v1/events}: the frames of a status page as server-sent events. */
@ApplicationScoped
public class StatusPageStreamDialect extends StreamDialect {
    private Hub hub;
    private PublicationSource source;
    private Clock clock;

    /** For the container's proxy. */
    protected StatusPageStreamDialect() {}

    @Inject
    public StatusPageStreamDialect(Hub hub, PublicationSource source, Configuration configuration, Clock clock) {
        super("status-page-stream", configuration, SocketSettings.FLEET_SILENCE, SocketSettings.FLEET_CHECK);
        this.hub = hub;
        this.source = source;
        this.clock = clock;
    }

    @Override
    protected String frame(Publication publication) {
        return StatusPageEncoder.event(publication);
    }

    /**
     * Subscribes a stream to a page.
     *
     * @param slug  as the client wrote it
     * @param since the sequence after which it resumes; empty for the present one
     */
    void subscribe(Connection connection, PageView page, String slug, OptionalLong since) {
        Topic topic = PageTopics.events(page.id());
        // opened before the sequence is read, so that no commit in between is missed
        source.open(List.of(topic));
        long last = since.orElseGet(() -> source.positions(List.of(topic)).getOrDefault(topic, 0L));
        ResumePoint from = new ResumePoint(
                last,
                // sequences above the present one were never assigned: the next event has the first of them
                (first, end) -> ServerSentEvent.of(
                        StatusPageEncoder.gap(slug, first, end, clock.instant()), end <= last ? first - 1 : end));
        hub.subscribe(
                connection,
                List.of(topic),
                Map.of(topic, from),
                sequences -> ServerSentEvent.of(
                        StatusPageEncoder.subscribed(slug, sequences.get(topic), clock.instant()),
                        Math.min(last, sequences.get(topic))));
    }

    /** Ends a stream whose page has got another password, or was deleted. */
    void revoke(Connection connection) {
        connection.close(Disconnect.ACCESS_REVOKED);
    }
}
