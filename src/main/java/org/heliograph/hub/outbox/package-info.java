/** Outgoing frames of a connection: one writer, one message in flight, a bounded queue whose policy the dialect chooses. */
package org.heliograph.hub.outbox;
