/** The clocks, the scheduler of periodic jobs, which continue after a failed run, and a logger that throws nothing. */
package org.heliograph.platform;
