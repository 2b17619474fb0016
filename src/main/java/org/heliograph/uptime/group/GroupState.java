package org.heliograph.uptime.group;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.heliograph.uptime.state.UptimeWindow;

/**
 * A row of {@code group_state}.
 *
 * @param witnessedFrom the first time of the longest window that was witnessed; null when that is its beginning
 * @param uptimes       in percent, for each {@link UptimeWindow}; null where nothing is known
 */
public record GroupState(Instant witnessedFrom, List<Double> uptimes) {
    /** Of a group whose uptimes were not computed yet. */
    public static final GroupState NONE = new GroupState(null, Collections.nCopies(UptimeWindow.values().length, null));
}
