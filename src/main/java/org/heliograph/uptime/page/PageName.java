package org.heliograph.uptime.page;

/** A status page by its id, which names its topic, and its slug, which its frames carry. */
public record PageName(String id, String slug) {}
