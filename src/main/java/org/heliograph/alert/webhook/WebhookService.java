package org.heliograph.alert.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.persistence.DatabaseException;

/** Takes reports such that two of the same event at the same moment are one alert. */
@ApplicationScoped
public class WebhookService {
    private static final int ATTEMPTS = 5;

    @Inject
    private AlertUpserter ledger;

    /** All of them or none. */
    void take(List<ReportedEvent> reports) {
        for (int attempt = 1; true; attempt++) {
            try {
                ledger.enter(reports);
                return;
            } catch (RuntimeException failed) {
                // whoever came first has committed by now: looked at again, its alert is there
                boolean again = DatabaseException.isDuplicate(failed) || DatabaseException.isBusy(failed);
                if (!again || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }
}
