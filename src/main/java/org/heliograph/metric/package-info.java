/**
 * What the application counts and measures while it works. {@link org.heliograph.operations.metrics} shows it. A package that counts has its
 * metrics in a class {@code …Metrics} of its own, however few, so that the catalogue refers to nothing else of it.
 */
package org.heliograph.metric;
