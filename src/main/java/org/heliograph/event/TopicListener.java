package org.heliograph.event;

/** A part of the server itself that hears one topic on every node; found as a CDI bean. */
public interface TopicListener {
    /** The topic it hears for as long as the server runs. */
    Topic topic();

    /** Called in order of positions, never twice for one; must not block for long. */
    void accept(Publication publication);
}
