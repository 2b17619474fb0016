package org.heliograph.uptime.history.api;

import java.util.List;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.HistoryService;

/** How fine a history is. */
enum Resolution {
    RAW("raw") {
        @Override
        List<Bucket> of(HistoryService histories, String monitorId) {
            return histories.raw(monitorId);
        }
    },
    HOURLY("hourly") {
        @Override
        List<Bucket> of(HistoryService histories, String monitorId) {
            return histories.hourly(monitorId);
        }
    },
    DAILY("daily") {
        @Override
        List<Bucket> of(HistoryService histories, String monitorId) {
            return histories.daily(monitorId);
        }
    };

    private final String text;

    Resolution(String text) {
        this.text = text;
    }

    /** Its name on the wire. */
    String text() {
        return text;
    }

    abstract List<Bucket> of(HistoryService histories, String monitorId);
}
