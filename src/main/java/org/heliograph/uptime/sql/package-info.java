/** Plain SQL for what is written too often to be entities: pulses, states, looks, aggregates. Statements are read by H2 and PostgreSQL alike. */
package org.heliograph.uptime.sql;
