package org.heliograph.uptime.page;

import org.heliograph.event.Topic;

/** The topics of status pages, which their publishers and the dialect of status pages share. */
public final class PageTopics {
    /** A page has a new password or was deleted, as {@code {id,slug}}: its current subscriptions must end. */
    public static final Topic ACCESS_REVOKED = new Topic("status", "shut");

    private static final String SPACE_PREFIX = "status:";

    private PageTopics() {}

    /** The events of a page that its subscribers receive. */
    public static Topic events(String pageId) {
        return new Topic(SPACE_PREFIX + pageId, "events");
    }

    /** The id of the page whose events a topic carries. */
    public static String pageId(Topic events) {
        return events.namespace().substring(SPACE_PREFIX.length());
    }

    /** Whether a topic carries the events of a page. */
    public static boolean isEvents(Topic topic) {
        return topic.namespace().startsWith(SPACE_PREFIX);
    }
}
