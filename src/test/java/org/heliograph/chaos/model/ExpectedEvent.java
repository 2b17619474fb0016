package org.heliograph.chaos.model;

/**
 * An event that a writer's change must produce in the log.
 *
 * @param what the event and a unique key, such as {@code UPDATE <id> <version>}
 */
public record ExpectedEvent(String topic, String what) {}
