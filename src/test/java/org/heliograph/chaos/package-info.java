/** Two real nodes with database, broker, writers and readers, while one fault after the other is injected. */
package org.heliograph.chaos;
