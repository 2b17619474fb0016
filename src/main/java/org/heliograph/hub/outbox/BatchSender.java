package org.heliograph.hub.outbox;

/** A sender that takes several messages at once, as much as those of event streams and of Undertow have in common. */
public interface BatchSender extends MessageSender {
    /** About what the system takes in one write. */
    @Override
    default int batchBytes() {
        return 65_536;
    }
}
