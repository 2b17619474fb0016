/** What every package needs of the platform: the clock, and jobs that run again and again whatever fails. */
package org.heliograph.platform;
