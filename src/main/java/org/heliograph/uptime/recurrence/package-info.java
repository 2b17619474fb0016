/** When something happens again and again: rules of RFC 5545 in a named time zone, and the times that follow from them. */
package org.heliograph.uptime.recurrence;
