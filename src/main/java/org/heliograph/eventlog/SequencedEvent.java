package org.heliograph.eventlog;

import org.heliograph.event.Publication;

/**
 * A pending event that has got its sequence number.
 *
 * @param writer  the transaction that published it
 * @param ordinal its place among the logged events of that transaction
 */
record SequencedEvent(long writer, int ordinal, Publication publication) {}
