package org.heliograph.alert.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.persistence.DatabaseException;

/** Applies reports so that two about the same event at the same time become one alert. */
@ApplicationScoped
public class WebhookService {
    private static final int ATTEMPTS = 5;

    @Inject
    private AlertUpserter upserter;

    /** Applies all reports or none. */
    void accept(List<ReportedEvent> reports) {
        for (int attempt = 1; true; attempt++) {
            try {
                upserter.upsert(reports);
                return;
            } catch (RuntimeException failed) {
                // the concurrent transaction has committed by now, so the next attempt finds its alert
                boolean retryable = DatabaseException.isDuplicate(failed) || DatabaseException.isBusy(failed);
                if (!retryable || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }
}
