/** Emptying a node of its sockets before it stops; may know the hub. */
package org.heliograph.hub.drain;
