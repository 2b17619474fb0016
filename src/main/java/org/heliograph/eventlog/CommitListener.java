package org.heliograph.eventlog;

import java.util.List;
import org.heliograph.event.Publication;

/**
 * Hears what has just been committed on this node; found as CDI beans. It is a wake-up: transactions that commit at the
 * same time may be told in another order than their positions, so whoever cares orders by {@link Publication#seq()}.
 */
public interface CommitListener {
    /** Called on the writer's thread, after its commit: must return at once and not throw. */
    void committed(List<Publication> publications);
}
