/** Host names at which a single status page is served. */
package org.heliograph.uptime.host;
