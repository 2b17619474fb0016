package org.heliograph.uptime.page;

import java.util.List;

/**
 * A snapshot of a status page without its password.
 *
 * @param slug          the name in its address
 * @param protectedPage whether reading it takes a password
 * @param reports       whether its readers can download reports
 * @param items         ids of the monitors and groups it shows, in display order
 * @param leafItems     ids of the monitors and groups whose children it does not show
 * @param host          the host name at which it is the only page; null for none
 * @param mail          whether readers may subscribe by mail, where a mail server is set
 */
public record PageView(
        String id,
        String slug,
        String name,
        boolean protectedPage,
        boolean reports,
        List<String> items,
        List<String> leafItems,
        Appearance appearance,
        String host,
        boolean mail) {
    static PageView of(StatusPage page) {
        return new PageView(
                page.getId(),
                page.getSlug(),
                page.getName(),
                page.isProtectedByPassword(),
                page.isReports(),
                page.getItems(),
                page.getLeafItems(),
                page.getAppearance(),
                page.getHost(),
                page.isMailSubscription());
    }
}
