/**
 * Machines: the entity, its events, and the cleanup of machines without heartbeats. Subpackages: enrolment, heartbeats and
 * the data API. May use events, the log, identity, organisations and queries.
 */
package org.heliograph.machine;
