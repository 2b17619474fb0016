/** One node for administrators, over REST and JMX: its sockets, and draining it. */
package org.heliograph.operations.node;
