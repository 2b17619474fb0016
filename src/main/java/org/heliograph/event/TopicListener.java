package org.heliograph.event;

/** A component of the server that receives one topic on every node; found as a CDI bean. */
public interface TopicListener {
    /** The topic it receives for as long as the server runs. */
    Topic topic();

    /** Called once for each publication, in order of sequence numbers; must not block for long. */
    void accept(Publication publication);
}
