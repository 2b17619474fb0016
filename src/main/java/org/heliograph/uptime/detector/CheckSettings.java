package org.heliograph.uptime.detector;

import java.time.Duration;

/**
 * What an administrator says of a monitor's silence.
 *
 * @param interval older than this the last pulse is a miss
 * @param retries  misses in a row that are forgiven
 * @param resend   after how many further misses it is told again; 0 for never
 */
record CheckSettings(Duration interval, int retries, int resend) {}
