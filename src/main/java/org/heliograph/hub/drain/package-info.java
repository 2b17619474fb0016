/** Draining: emptying a node of its connections before it stops. */
package org.heliograph.hub.drain;
