/** Two real nodes, their database and their broker, writers and readers, while one after the other of them fails. */
package org.heliograph.chaos;
