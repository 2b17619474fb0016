/** What the installation publishes about itself: the channels {@code system:health}, {@code system:metrics} and {@code system:alerts}. */
package org.heliograph.operations.system;
