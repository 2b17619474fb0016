package org.heliograph.dialect.fleet;

import org.heliograph.hub.Connection;
import org.heliograph.hub.RateLimiter;

/** What the fleet dialect knows of one socket beyond its connection. */
record FleetClient(Connection connection, RateLimiter broadcasts) {}
