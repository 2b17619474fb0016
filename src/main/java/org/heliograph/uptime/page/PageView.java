package org.heliograph.uptime.page;

import java.time.Instant;
import java.util.List;

/**
 * A status page as others may know it: all but its password.
 *
 * @param protectedPage whether reading it takes a password
 * @param reports       whether it hands out reports
 * @param items         ids of the monitors and groups it shows, in its order
 * @param leafItems     ids of those whose children it does not show
 */
public record PageView(
        String id,
        String slug,
        String name,
        boolean protectedPage,
        boolean reports,
        List<String> items,
        List<String> leafItems,
        Instant createdAt,
        Instant updatedAt) {
    static PageView of(StatusPage page) {
        return new PageView(
                page.getId(),
                page.getSlug(),
                page.getName(),
                page.isProtectedByPassword(),
                page.isReports(),
                page.getItems(),
                page.getLeafItems(),
                page.getCreatedAt(),
                page.getUpdatedAt());
    }
}
