/** Checks periodically whether the pulses of monitors are missing, and decides which reminders are suppressed. */
package org.heliograph.uptime.detector;
