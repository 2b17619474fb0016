/** One node as administrators see and handle it, over HTTP and JMX: its sockets, and draining it. */
package org.heliograph.operations.node;
