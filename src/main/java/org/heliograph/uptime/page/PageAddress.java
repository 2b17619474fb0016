package org.heliograph.uptime.page;

import java.net.URI;

/**
 * Where readers find a page: at its own host name if it has one, else below the address of the installation.
 *
 * @param base of all that belongs to the page, without a slash at its end
 * @param link to the page itself
 */
public record PageAddress(String base, String link) {
    /** @param installation the address of the installation, whose scheme and port hold for the page's own host as well */
    public static PageAddress of(PageView page, String installation) {
        if (page.host() == null) {
            return new PageAddress(installation, installation + "/status/" + page.slug());
        }
        URI own = URI.create(installation);
        String base = own.getScheme() + "://" + page.host() + (own.getPort() < 0 ? "" : ":" + own.getPort());
        return new PageAddress(base, base + "/");
    }

    /** Where a reader confirms and ends a subscription by mail. */
    public String subscription(PageView page) {
        return base + "/status/" + page.slug() + "/subscription";
    }

    /** The root of the page's responses. */
    public String data(PageView page) {
        return base + "/v1/status/" + page.slug();
    }
}
