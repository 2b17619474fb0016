package org.heliograph.chaos.model;

/**
 * Something that a writer brings about and that can be found again in the log.
 *
 * @param what the event and what distinguishes it, such as {@code UPDATE <id> <version>}
 */
public record ExpectedEvent(String topic, String what) {}
