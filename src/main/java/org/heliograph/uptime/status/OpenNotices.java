package org.heliograph.uptime.status;

import java.util.List;

/**
 * What a page reports that is not over.
 *
 * @param severities  of its open incidents: {@code minor}, {@code major} or {@code critical}
 * @param maintenance whether one is in progress
 */
record OpenNotices(List<String> severities, boolean maintenance) {
    static final OpenNotices NONE = new OpenNotices(List.of(), false);
}
