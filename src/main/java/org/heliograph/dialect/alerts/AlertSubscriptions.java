package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.alert.AlertListener;
import org.heliograph.event.LogPosition;
import org.heliograph.event.Topic;
import org.heliograph.gateway.sse.SseConnections;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Disconnect;
import org.heliograph.hub.Hub;
import org.heliograph.hub.PublicationSource;
import org.heliograph.hub.ResumePoint;
import org.heliograph.hub.ResumePoint.Gap;
import org.heliograph.hub.limit.TopicLimiter;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** Subscribes screens to the alerts of all or some sites. */
@ApplicationScoped
public class AlertSubscriptions {
    @Inject
    private Hub hub;

    @Inject
    private PublicationSource source;

    @Inject
    private TopicLimiter limiter;

    @Inject
    private Configuration configuration;

    /** How many sites a screen may name. */
    int maxSites() {
        return configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET);
    }

    /** @throws ApiException 400 when there are too many */
    Set<String> limited(Set<String> sites) {
        if (sites.size() > maxSites()) {
            throw ApiException.badRequest("Too many sites.");
        }
        return sites;
    }

    /** Subscribes a new socket to all alerts. */
    void all(Connection screen) {
        screen.filter(SiteFilter.NONE);
        hub.subscribe(screen, List.of(AlertListener.TOPIC), null);
    }

    /** Replaces the sites of a socket, and resumes when the filter says so. Does nothing when its user or address has named too many. */
    void replace(Connection screen, SiteFilter filter) {
        if (!limiter.admitFilter(screen, filter.sites().size())) {
            return;
        }
        screen.filter(filter);
        Map<Topic, ResumePoint> since = filter.since() == null
                ? Map.of()
                : Map.of(AlertListener.TOPIC, new ResumePoint(filter.since(), AlertSubscriptions::gap));
        // subscribed again also without a sequence: that ends an earlier resumption
        hub.subscribe(screen, List.of(AlertListener.TOPIC), since, ends -> null);
    }

    /** Subscribes an event stream. A filter without a position begins at the present one. */
    void stream(Connection screen, SiteFilter filter) {
        if (!limiter.admitFilter(screen, filter.sites().size())) {
            screen.close(Disconnect.RATE_LIMIT_EXCEEDED);
            return;
        }
        screen.filter(filter);
        Topic topic = AlertListener.TOPIC;
        // opened before the sequence is read, so that no commit in between is missed
        source.open(List.of(topic));
        LogPosition last = filter.since() == null ? SseConnections.present(source, topic) : filter.since();
        ResumePoint from = SseConnections.resumePoint(last, AlertSubscriptions::gap);
        hub.subscribe(screen, List.of(topic), Map.of(topic, from), ends -> null);
    }

    private static String gap(Gap gap) {
        return "{\"event\":\"gap\",\"from\":" + gap.from() + ",\"to\":" + gap.to() + ",\"epoch\":"
                + JsonText.quote(gap.continues().epoch()) + "}";
    }
}
