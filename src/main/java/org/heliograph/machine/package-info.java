/**
 * Machines: what is stored of one, what is told of its changes, and the cleanup of those that fell silent. How machines
 * enrol, report and are administered lives in the rooms below; may know events, the log, identity, organisations and queries.
 */
package org.heliograph.machine;
