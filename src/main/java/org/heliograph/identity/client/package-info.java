/** Who is at the other end of a request: its address, also behind proxies, and what it says of its device. */
package org.heliograph.identity.client;
