package org.heliograph.uptime.status;

import java.util.List;
import java.util.Map;
import org.heliograph.uptime.state.MonitorStatus;

/**
 * What a status page says before anything is opened in it.
 *
 * @param status   of the page as a whole, never better than its worst open incident
 * @param headline the same as one word of {@link StatusSummary#headline}, of which the pages have a sentence
 * @param counts   of the monitors it shows, each once, for every status
 */
public record StatusOverview(
        MonitorStatus status, String headline, Map<MonitorStatus, Long> counts, List<StatusItem> items) {
    /** How many monitors it shows. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
