/** The console in JMX: the figures of all nodes, and what can be done to them, with descriptions for jconsole. */
package org.heliograph.operations.jmx;
