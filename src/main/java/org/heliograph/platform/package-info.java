/** What the application server gives to every package: the clock, and timers that survive failures. */
package org.heliograph.platform;
