/** The durable log of publications: written in the writer's own transaction, read from any sequence number. */
package org.heliograph.eventlog;
