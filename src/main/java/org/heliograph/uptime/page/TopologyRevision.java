package org.heliograph.uptime.page;

/**
 * What the pages and their monitors were like.
 *
 * @param epoch  of the log: a database that was restored from a backup gives its numbers again
 * @param number rises with each change
 */
record TopologyRevision(String epoch, long number) {}
