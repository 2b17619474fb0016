/** {@code /ws}, one endpoint for several dialects, each found as a CDI bean; knows none of them. */
package org.heliograph.gateway.ws;
