/** What the application counts and measures while it works. {@link org.heliograph.operations.metrics} shows it. */
package org.heliograph.metric;
