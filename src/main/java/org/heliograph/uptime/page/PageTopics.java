package org.heliograph.uptime.page;

import org.heliograph.event.Topic;

/** Where things are told about status pages. */
public final class PageTopics {
    /** That a page got another password or is gone, as {@code {id,slug}}: who heard it so far may do so no more. */
    public static final Topic SHUT = new Topic("status", "shut");

    private static final String SPACE = "status:";

    private PageTopics() {}

    /** What the readers of a page hear. */
    public static Topic events(String pageId) {
        return new Topic(SPACE + pageId, "events");
    }

    /** Whether a topic is some page's. */
    public static boolean isEvents(Topic topic) {
        return topic.namespace().startsWith(SPACE);
    }
}
