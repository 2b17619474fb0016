/** {@code /ws}: one endpoint for several dialects, which are CDI beans of other packages. */
package org.heliograph.gateway.ws;
