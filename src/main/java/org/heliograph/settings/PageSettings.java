package org.heliograph.settings;

import static org.heliograph.settings.Setting.duration;

import java.time.Duration;

/** The behaviour of the pages. */
public final class PageSettings {
    public static final Setting<Duration> PAGE_PING = duration(
            "heliograph.page.ping", "PT0S", "PT0S", "PT10M", "Time between two pings of the pages; 0 sends none.");
    public static final Setting<Duration> PAGE_DEBOUNCE = duration(
            "heliograph.page.debounce",
            "PT0.5S",
            "PT0S",
            "PT1M",
            "Time without events after a burst before the dashboard refetches.");
    public static final Setting<Duration> PAGE_POLLING = duration(
            "heliograph.page.polling", "PT30S", "PT0.1S", "PT1H", "Time between two polls while the socket is down.");
    public static final Setting<Duration> PAGE_RECONNECT = duration(
            "heliograph.page.reconnect",
            "PT5S",
            "PT0.1S",
            "PT10M",
            "Time before a page reconnects its socket, shortened at random to no less than 60 %.");

    private PageSettings() {}
}
