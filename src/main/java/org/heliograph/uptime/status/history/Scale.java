package org.heliograph.uptime.status.history;

import java.util.List;
import org.heliograph.uptime.history.Bucket;
import org.heliograph.uptime.history.Histories;

/** How fine a history is. */
enum Scale {
    RAW("raw") {
        @Override
        List<Bucket> of(Histories histories, String monitorId) {
            return histories.raw(monitorId);
        }
    },
    HOURLY("hourly") {
        @Override
        List<Bucket> of(Histories histories, String monitorId) {
            return histories.hourly(monitorId);
        }
    },
    DAILY("daily") {
        @Override
        List<Bucket> of(Histories histories, String monitorId) {
            return histories.daily(monitorId);
        }
    };

    private final String text;

    Scale(String text) {
        this.text = text;
    }

    /** Its name on the wire. */
    String text() {
        return text;
    }

    abstract List<Bucket> of(Histories histories, String monitorId);
}
