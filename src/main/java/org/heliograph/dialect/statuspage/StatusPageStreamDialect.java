package org.heliograph.dialect.statuspage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.gateway.sse.ServerSentEvent;
import org.heliograph.gateway.sse.SseConnections;
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
     * @param since the position after which it resumes; empty for the present one
     */
    void subscribe(Connection connection, PageView page, String slug, Optional<LogPosition> since) {
        Topic topic = PageTopics.events(page.id());
        // opened before the sequence is read, so that no commit in between is missed
        source.open(List.of(topic));
        LogPosition last = since.orElseGet(() -> SseConnections.present(source, topic));
        ResumePoint from = SseConnections.resumePoint(last, gap -> StatusPageEncoder.gap(slug, gap, clock.instant()));
        hub.subscribe(
                connection,
                List.of(topic),
                Map.of(topic, from),
                ends -> ServerSentEvent.of(
                        StatusPageEncoder.subscribed(slug, ends.get(topic), clock.instant()),
                        SseConnections.beginning(last, ends.get(topic))));
    }

    /** Ends a stream whose page has got another password, or was deleted. */
    void revoke(Connection connection) {
        connection.close(Disconnect.ACCESS_REVOKED);
    }
}
