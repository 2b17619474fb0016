/** The one way to execute plain SQL, which H2 and PostgreSQL both accept, the classification of database failures, and column converters. */
package org.heliograph.persistence;
