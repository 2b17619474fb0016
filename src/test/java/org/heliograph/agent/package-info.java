/** The agent's script, run by a shell as machines run it. */
package org.heliograph.agent;
