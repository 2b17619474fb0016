/** The metrics of a node as Prometheus reads them at {@code /metrics}: what is counted elsewhere, present values, and the JVM. */
package org.heliograph.operations.metrics;
