package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.alert.AlertListener;
import org.heliograph.hub.Connection;
import org.heliograph.hub.Hub;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.Settings;

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
        SiteChoice.parse(message, configuration.get(Settings.SUBSCRIPTIONS_PER_SOCKET))
                .ifPresent(sites -> screen.admit(sites.isEmpty() ? null : sites::contains));
    }
}
