/** How messages pass between nodes, fast and without a promise: over Redis, or not at all where a node works alone. */
package org.heliograph.broker;
