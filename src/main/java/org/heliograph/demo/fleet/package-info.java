/** The demo's machines: simulated agents that register and report. */
package org.heliograph.demo.fleet;
