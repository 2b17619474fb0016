/** The clock, and the scheduler of periodic jobs, which continue after a failed run. */
package org.heliograph.platform;
