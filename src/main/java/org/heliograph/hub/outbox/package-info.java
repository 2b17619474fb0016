/** How frames leave: one writer a socket, one message on the wire, a bounded backlog whose policy is the dialect's. */
package org.heliograph.hub.outbox;
