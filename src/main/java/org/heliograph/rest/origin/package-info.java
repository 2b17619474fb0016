/** Pages of other origins: which may connect and call, and the headers by which browsers let them. */
package org.heliograph.rest.origin;
