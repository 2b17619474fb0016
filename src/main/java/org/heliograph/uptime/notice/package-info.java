/** What status pages are told of a monitor's pulses, downs and uptimes: the payloads, and the one place that hands them over. */
package org.heliograph.uptime.notice;
