package org.heliograph.eventlog;

import java.util.List;
import org.heliograph.event.Publication;

/**
 * Receives the publications of each transaction that commits on this node; found as CDI beans. Concurrent transactions may be reported
 * in another order than that of their sequence numbers, so a listener that needs the order restores it by {@link Publication#seq()}.
 */
public interface CommitListener {
    /** Called on the writer's thread, after its commit; must not block and not throw. */
    void committed(List<Publication> publications);
}
