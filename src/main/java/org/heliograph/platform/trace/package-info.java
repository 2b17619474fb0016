/** The trace to which a request belongs (W3C Trace Context), for its log records and the events that it publishes. */
package org.heliograph.platform.trace;
