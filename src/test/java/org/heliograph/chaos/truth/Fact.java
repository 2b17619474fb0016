package org.heliograph.chaos.truth;

/**
 * Something that a writer brings about and that can be found again in the log.
 *
 * @param what the event and what distinguishes it, such as {@code UPDATE <id> <version>}
 */
public record Fact(String topic, String what) {}
