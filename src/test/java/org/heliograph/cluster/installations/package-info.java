/** Two installations, each with a database of its own, that share one Redis. */
package org.heliograph.cluster.installations;
