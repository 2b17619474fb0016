/** Messages between nodes: fast and without a guarantee, over Redis, or none where a node works alone. */
package org.heliograph.broker;
