/** Two real nodes on one real PostgreSQL, linked by a real Redis. */
package org.heliograph.cluster.pair;
