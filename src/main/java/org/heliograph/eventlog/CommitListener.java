package org.heliograph.eventlog;

import java.util.List;
import org.heliograph.event.Publication;

/**
 * Receives the publications of transactions that have committed: the logged ones that this node has given their sequence numbers,
 * whichever node committed them, and those of this node that the log does not keep. Found as CDI beans. What another node has numbered
 * is not reported, so a listener that needs every publication reads the log.
 */
public interface CommitListener {
    /** Called by one thread at a time, in the order of each topic; must not block and not throw. */
    void committed(List<Publication> publications);
}
