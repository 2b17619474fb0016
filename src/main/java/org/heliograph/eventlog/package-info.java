/** The durable log of publications: written in the writer's own transaction, read from any position; may know events. */
package org.heliograph.eventlog;
