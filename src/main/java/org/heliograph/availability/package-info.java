/** Whether the servers were there to be reached: outages of the server, of its database or of its network. */
package org.heliograph.availability;
