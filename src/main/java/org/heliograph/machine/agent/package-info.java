/** The agent's script, as machines download and compare it. */
package org.heliograph.machine.agent;
