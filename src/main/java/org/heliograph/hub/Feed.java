package org.heliograph.hub;

import org.heliograph.event.Topic;

/** Where the hub's publications come from; implemented by whoever links the nodes. */
public interface Feed {
    /** Returns when everything committed on the topic from now on will reach this node's hub, in order. */
    void open(Topic topic);
}
