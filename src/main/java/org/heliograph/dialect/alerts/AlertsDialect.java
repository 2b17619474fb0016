package org.heliograph.dialect.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.settings.Configuration;

/** The dialect of {@code /ws/alerts}. */
@ApplicationScoped
public class AlertsDialect extends ScreenDialect {
    /** For the container's proxy. */
    protected AlertsDialect() {}

    @Inject
    public AlertsDialect(Configuration configuration) {
        super("alerts", configuration);
    }

    @Override
    String frame(String json) {
        return json;
    }
}
