/** Whether a node lives, has started and is fit to serve: checks of MicroProfile Health, and the paths below {@code /health}. */
package org.heliograph.operations.health;
