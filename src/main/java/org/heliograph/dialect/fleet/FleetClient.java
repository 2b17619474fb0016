package org.heliograph.dialect.fleet;

import org.heliograph.hub.Connection;
import org.heliograph.hub.RateLimit;

/** What the fleet dialect knows of one socket beyond its connection. */
record FleetClient(Connection connection, RateLimit broadcasts) {}
