package org.heliograph.eventlog;

import java.time.Instant;
import org.heliograph.event.Topic;

/** A publication that has no position yet, since its transaction has not ended. */
record Draft(Topic topic, String event, String payload, Instant timestamp) {}
