/** Plain SQL for rows that change too often to be entities, and converters of columns; H2 and PostgreSQL read the same statements. */
package org.heliograph.persistence;
