package org.heliograph.uptime.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.uptime.state.TimeRange;

/**
 * A condition of a query of silences, by which it also returns the short ones around outages of the server: those are partly unknown.
 * Many outages share a condition, so it may return more silences; a silence that was only up changes no timeline.
 *
 * @param sql        to follow other conditions; the columns are {@code at} and {@code next_at}
 * @param parameters of it, in order
 */
record OutageCondition(String sql, List<Object> parameters) {
    private static final int MOST = 16;
    private static final String AROUND = " or (at <= ? and (next_at is null or next_at >= ?))";

    /** @param outages in order and merged */
    static OutageCondition around(List<TimeRange> outages) {
        List<TimeRange> ranges = TimeRange.covering(outages, MOST);
        List<Object> parameters = new ArrayList<>();
        for (TimeRange range : ranges) {
            parameters.add(Instant.ofEpochMilli(range.to()));
            parameters.add(Instant.ofEpochMilli(range.from()));
        }
        return new OutageCondition(AROUND.repeat(ranges.size()), parameters);
    }

    /** The parameters of a whole query. @param first those before the condition */
    Object[] parametersAfter(Object... first) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(parameters);
        return all.toArray();
    }
}
