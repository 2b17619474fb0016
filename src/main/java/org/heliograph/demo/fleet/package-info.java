/** The simulated machines: agents that register and report. */
package org.heliograph.demo.fleet;
