/** What the subscriptions of one user or address may cost a node. */
package org.heliograph.hub.limit;
