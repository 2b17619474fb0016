/** What was: how many machines an organisation had online, and the events of its machines, for longer than the log keeps them. */
package org.heliograph.machine.history;
