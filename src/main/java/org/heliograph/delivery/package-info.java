/** The way of a publication from its commit to the broker and to every node's hub, in order; what the broker loses is read from the log. */
package org.heliograph.delivery;
