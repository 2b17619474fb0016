package org.heliograph.delivery;

import org.heliograph.event.Publication;
import org.heliograph.platform.Utf8;

/** What a waiting publication counts towards a bound in bytes. */
final class PublicationSize {
    /** The record, its topic and timestamp, and its place in a queue. */
    private static final int OVERHEAD_BYTES = 128;

    private PublicationSize() {}

    /** Its texts in bytes of UTF-8, and a fixed amount for the rest. */
    static int of(Publication publication) {
        return OVERHEAD_BYTES + Utf8.length(publication.payload()) + Utf8.length(publication.event());
    }
}
