package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.heliograph.alert.AlertListener;
import org.heliograph.event.Topic;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.hub.ResumePoint;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** Lets screens hear alerts: all, until they choose sites. */
@ApplicationScoped
public class AlertsService {
    @Inject
    private Hub hub;

    @Inject
    private Configuration configuration;

    void welcome(Connection screen) {
        hub.subscribe(screen, List.of(AlertListener.TOPIC), null);
    }

    void receive(Connection screen, String message) {
        SiteFilter.parse(message, configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET))
                .ifPresent(choice -> choose(screen, choice));
    }

    private void choose(Connection screen, SiteFilter choice) {
        screen.filter(choice.sites().isEmpty() ? null : choice.sites()::contains);
        Map<Topic, ResumePoint> since = choice.since() == null
                ? Map.of()
                : Map.of(AlertListener.TOPIC, new ResumePoint(choice.since(), AlertsService::gap));
        // also without a position: who no longer resumes hears alerts as they happen
        hub.subscribe(screen, List.of(AlertListener.TOPIC), since, positions -> null);
    }

    private static String gap(long from, long to) {
        return "{\"event\":\"gap\",\"from\":" + from + ",\"to\":" + to + "}";
    }
}
